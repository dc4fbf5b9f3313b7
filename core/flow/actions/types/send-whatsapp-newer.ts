import { handOffAction, keeps } from '../hand-off.ts';
import { saySendWhatsappNewer } from './send-whatsapp-newer.say.ts';

export const sendWhatsappNewer = handOffAction({
  id: '0-230189361',
  say: saySendWhatsappNewer,
  icon: 'message-circle',
  name: 'Send WhatsApp message (newer)',
  what: 'send a WhatsApp message to the contact',
  example: keeps(
    'The text is kept with its tokens filled in.',
    { message: 'Hello {{ enrolled_object.firstname }}' },
    { message: 'Hello Ada' },
  ),
});
