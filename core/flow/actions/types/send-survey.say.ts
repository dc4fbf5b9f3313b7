import type { SayAction } from '../../wording.ts';
import { sayMessage } from '../parts/say-message.ts';

export const saySendSurvey: SayAction = (action, wording) => sayMessage('Send a survey', action, wording);
