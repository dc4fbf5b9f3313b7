import type { SayAction } from '../../wording.ts';
import { sayMessage } from '../parts/say-message.ts';

export const saySendSms: SayAction = (action, wording) => sayMessage('Send a text message', action, wording);
