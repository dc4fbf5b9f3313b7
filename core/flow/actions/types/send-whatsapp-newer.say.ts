import type { SayAction } from '../../wording.ts';
import { sayMessage } from '../parts/say-message.ts';

export const saySendWhatsappNewer: SayAction = (action, wording) =>
  sayMessage('Send a WhatsApp message', action, wording);
