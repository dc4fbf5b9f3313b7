import { handOffAction, keeps } from '../hand-off.ts';
import { saySendWhatsapp } from './send-whatsapp.say.ts';

export const sendWhatsapp = handOffAction({
  id: '0-25085031',
  say: saySendWhatsapp,
  icon: 'message-circle',
  name: 'Send WhatsApp message',
  what: 'send a WhatsApp message to the contact',
  example: keeps(
    'The text is kept with its tokens filled in.',
    { message: 'Hello {{ enrolled_object.firstname }}' },
    { message: 'Hello Ada' },
  ),
});
