import { and, membersOf, missing, text, textsOf, thing } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayEmail } from '../parts/say-email.ts';

export const saySendEmailToAddresses: SayAction = ({ fields }, { names }) => {
  const { email_content_id, recipient_emails } = membersOf(fields);
  const addresses = textsOf(recipient_emails).map((address) => [thing('value', address)]);
  return [
    text('Send email '),
    sayEmail(email_content_id, names),
    text(' to '),
    ...(addresses.length > 0 ? and(addresses) : [missing('no address')]),
  ];
};
