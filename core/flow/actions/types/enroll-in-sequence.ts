import { choice, flag, optional, propertyName, said, text } from '../fields.ts';
import { handOffAction, keeps } from '../hand-off.ts';
import { sayEnrollInSequence } from './enroll-in-sequence.say.ts';

const byOwner = {
  sequenceId: '77',
  senderType: 'CONTACT_OWNER',
  contactOwnerProperty: 'hubspot_owner_id',
  shouldUseContactTimeZone: 'true',
};

export const enrollInSequence = handOffAction({
  id: '0-46510720',
  say: sayEnrollInSequence,
  icon: 'send',
  name: 'Enroll in sequence',
  versions: [6],
  what: 'enroll the contact in a sequence of sales mails',
  fields: {
    sequenceId: said(text('Sequence'), 'Its id, where sequences are run.'),
    senderType: said(
      choice('Sender', ['SPECIFIC_USER', 'CONTACT_OWNER']),
      'In whose name the mails are sent.',
    ),
    userId: said(optional(text('Sending user')), 'The id of the user.', {
      goesWith: { member: 'fields.senderType', values: ['SPECIFIC_USER'] },
    }),
    contactOwnerProperty: said(
      optional(propertyName('Owner who sends')),
      'The property of the contact that names the owner.',
      { goesWith: { member: 'fields.senderType', values: ['CONTACT_OWNER'] } },
    ),
    shouldUseContactTimeZone: said(
      optional(flag('In the time zone of the contact')),
      'Otherwise in that of the sender.',
    ),
  },
  example: keeps('A sequence that the owner of the contact sends.', byOwner, byOwner),
});
