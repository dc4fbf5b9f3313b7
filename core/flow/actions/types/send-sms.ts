import { handOffAction, keeps } from '../hand-off.ts';
import { saySendSms } from './send-sms.say.ts';

export const sendSms = handOffAction({
  id: '0-40900952',
  say: saySendSms,
  icon: 'message-square',
  name: 'Send SMS',
  what: 'send a text message to the contact',
  example: keeps(
    'The text is kept with its tokens filled in.',
    {
      message: 'Hello {{ enrolled_object.firstname }}',
      to: { type: 'OBJECT_PROPERTY', propertyName: 'phone' },
    },
    { message: 'Hello Ada', to: '+4912345' },
  ),
});
