import { CONTACT } from '../../../crm/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import { external } from '../action-type.ts';
import { email, said } from '../fields.ts';
import { mailContactsOf } from '../parts/mail-contacts-of.ts';
import { MAIL_RECIPIENTS_MAX } from '../parts/outcome-of-mails.ts';
import { outcomeOfOne } from '../parts/results.ts';
import { saySendEmail } from './send-email.say.ts';

const welcome = { fields: { content_id: '44' } };
const request = { emailId: '44', objectTypeId: '0-1', recordId: '101' };

const contactsOfDeal = {
  kind: 'associated',
  from: { objectTypeId: '0-3', id: '101' },
  association: { category: 'HUBSPOT_DEFINED', typeId: 3 },
} as const;
const manyContacts = Array.from({ length: MAIL_RECIPIENTS_MAX + 1 }, (_, index) => String(index + 1));

export const sendEmail = external({
  id: '0-4',
  say: saySendEmail,
  name: 'Send email',
  says:
    'Sends a marketing email to the enrolled contact; in a flow over other objects, to every contact that is associated with the ' +
    'record. The mail is composed when it is sent: its content may change until then. One that is not sent is a failed step with the ' +
    'reason.',
  summary: 'Sends a marketing email to the contact.',
  icon: 'mail',
  group: 'COMMUNICATION',
  objectTypeIds: [CONTACT],
  reasons: {
    NO_RECIPIENT: 'No contact is associated with the record.',
    TOO_MANY_RECIPIENTS: 'More contacts are associated with the record than one step mails.',
  },
  fields: { content_id: said(email('Email'), 'A published marketing email.') },
  // The mail may show the contact's company: whoever works companies at the same time must know.
  staysWithRecord: (_, __: SingleConnectionAction, { objectTypeId }) => objectTypeId === CONTACT,
  compile: ({ content_id: emailId }, action: SingleConnectionAction, context) => {
    if (context.objectTypeId !== CONTACT) return mailContactsOf(emailId, action, context);
    return {
      request: ({ record }) => ({
        kind: 'request',
        effects: [{ type: 'email', request: { emailId, objectTypeId: CONTACT, recordId: record.id } }],
      }),
      finish: (results) => outcomeOfOne(results, action.connection),
    };
  },
  examples: [
    {
      shows: 'The mail is asked for, and the enrollment waits for what comes of it.',
      action: welcome,
      outcome: { outcome: 'WAITING', waitsUntil: null, effects: [{ type: 'email', request }] },
    },
    {
      shows: 'The mail has been sent.',
      action: welcome,
      results: [{ kind: 'done', detail: { to: 'ada@example.test' } }],
      outcome: { outcome: 'SUCCEEDED', next: '2', detail: { to: 'ada@example.test' } },
    },
    {
      shows: 'A contact who has unsubscribed is not mailed: the step fails, and the record goes on.',
      action: welcome,
      results: [{ kind: 'failed', reason: 'UNSUBSCRIBED', message: 'ada@example.test has unsubscribed.' }],
      outcome: { outcome: 'FAILED', reason: 'UNSUBSCRIBED', next: '2' },
    },
    {
      shows: 'In a flow over deals, every associated contact is mailed.',
      action: welcome,
      objectTypeId: '0-3',
      known: [{ ask: contactsOfDeal, answer: ['7', '8'] }],
      results: [
        { kind: 'done' },
        { kind: 'failed', reason: 'UNSUBSCRIBED', message: 'bob@example.test has unsubscribed.' },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        detail: {
          sent: 1,
          notSent: 1,
          recipients: [
            { recordId: '7', outcome: 'SUCCEEDED' },
            {
              recordId: '8',
              outcome: 'FAILED',
              reason: 'UNSUBSCRIBED',
              message: 'bob@example.test has unsubscribed.',
            },
          ],
        },
      },
    },
    {
      shows: 'A deal without contacts: no mail is sent.',
      action: welcome,
      objectTypeId: '0-3',
      outcome: { outcome: 'FAILED', reason: 'NO_RECIPIENT', next: '2', effects: [] },
    },
    {
      shows: 'A deal with too many contacts: none of them is mailed.',
      action: welcome,
      objectTypeId: '0-3',
      known: [{ ask: contactsOfDeal, answer: manyContacts }],
      outcome: { outcome: 'FAILED', reason: 'TOO_MANY_RECIPIENTS', next: '2', effects: [] },
    },
  ],
});
