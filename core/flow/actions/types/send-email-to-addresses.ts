import type { SingleConnectionAction } from '../../definition/index.ts';
import { external } from '../action-type.ts';
import { addresses, email, said } from '../fields.ts';
import { outcomeOfMails } from '../parts/outcome-of-mails.ts';
import { saySendEmailToAddresses } from './send-email-to-addresses.say.ts';

const toTwo = {
  fields: {
    email_content_id: '44',
    recipient_emails: ['sales@example.test', 'ops@example.test', 'Sales@Example.test'],
  },
};
const request = { objectTypeId: '0-1', recordId: '101', scope: 'contact', emailId: '44' };

export const sendEmailToAddresses = external({
  id: '0-23',
  say: saySendEmailToAddresses,
  name: 'Send email to fixed addresses',
  says:
    'Sends a marketing email to fixed addresses, each once, as it would be for the enrolled record: `{{ contact.firstname }}` is the enrolled ' +
    'contact; in a flow over deals, `{{ deal.dealname }}` the deal. The mail is internal: nothing that a contact has said or done keeps it ' +
    'back, and it counts for no statistics and no goal. The step has succeeded when any address was mailed.',
  summary: 'Sends a marketing email to fixed addresses.',
  icon: 'at-sign',
  group: 'COMMUNICATION',
  fields: {
    email_content_id: said(email('Email'), 'A published marketing email.'),
    recipient_emails: said(addresses('Addresses'), 'Who gets it, whatever the record.'),
  },
  compile: ({ email_content_id: emailId, recipient_emails }, action: SingleConnectionAction, context) => {
    const recipients = [...new Set(recipient_emails.map((address) => address.toLowerCase()))];
    const scope = context.schema.objectType(context.objectTypeId)?.name ?? 'record';
    return {
      request: ({ record: { objectTypeId, id: recordId } }) => ({
        kind: 'request',
        effects: recipients.map((to) => ({
          type: 'internal_email',
          part: to,
          request: { objectTypeId, recordId, scope, emailId, to },
        })),
      }),
      finish: (results) => outcomeOfMails(results, { part: 'to', whom: 'addresses' }, action.connection),
    };
  },
  examples: [
    {
      shows: 'Every address is mailed once.',
      action: toTwo,
      outcome: {
        outcome: 'WAITING',
        effects: [
          {
            type: 'internal_email',
            part: 'sales@example.test',
            request: { ...request, to: 'sales@example.test' },
          },
          {
            type: 'internal_email',
            part: 'ops@example.test',
            request: { ...request, to: 'ops@example.test' },
          },
        ],
      },
    },
    {
      shows: 'One address is refused by the mail server; the step has succeeded, and says so.',
      action: toTwo,
      results: [
        { kind: 'done' },
        { kind: 'failed', reason: 'REFUSED_BY_MAIL_SERVER', message: '550 no such mailbox' },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        detail: {
          sent: 1,
          notSent: 1,
          recipients: [
            { to: 'sales@example.test', outcome: 'SUCCEEDED' },
            {
              to: 'ops@example.test',
              outcome: 'FAILED',
              reason: 'REFUSED_BY_MAIL_SERVER',
              message: '550 no such mailbox',
            },
          ],
        },
      },
    },
    {
      shows: 'An address that is none: nobody is mailed.',
      action: { fields: { email_content_id: '44', recipient_emails: ['sales@example.test', 'Sales'] } },
      outcome: {
        outcome: 'FAILED',
        reason: 'INVALID_CONFIGURATION',
        detail: {
          message:
            'fields.recipient_emails[1]: must be an email address such as "ada@example.com" ("Sales").',
        },
        effects: [],
      },
    },
  ],
});
