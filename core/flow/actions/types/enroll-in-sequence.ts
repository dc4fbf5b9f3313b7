import { choice, flag, optional, propertyName, text } from '../fields.ts';
import { handOffAction, keeps } from '../hand-off.ts';

const byOwner = {
  sequenceId: '77',
  senderType: 'CONTACT_OWNER',
  contactOwnerProperty: 'hubspot_owner_id',
  shouldUseContactTimeZone: 'true',
};

export const enrollInSequence = handOffAction({
  id: '0-46510720',
  name: 'Enroll in sequence',
  versions: [6],
  what: 'enroll the contact in a sequence of sales mails',
  fields: {
    sequenceId: text('Sequence'),
    senderType: choice('Sender', ['SPECIFIC_USER', 'CONTACT_OWNER']),
    userId: optional(text('Sending user')),
    contactOwnerProperty: optional(propertyName('Owner who sends')),
    shouldUseContactTimeZone: optional(flag('In the time zone of the contact')),
  },
  example: keeps('A sequence that the owner of the contact sends.', byOwner, byOwner),
});
