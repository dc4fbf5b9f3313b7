import type { SingleConnectionAction } from '../../definition/index.ts';
import type { RunContext } from '../../engine/index.ts';
import { external, type Requested } from '../action-type.ts';
import { html, optional, said, text } from '../fields.ts';
import { fillTexts, type MessageTexts } from '../parts/message-texts.ts';
import { outcomeOfMails } from '../parts/outcome-of-mails.ts';
import { ADA, CROWD, GRACE, owner, team, user } from '../parts/people-examples.ts';
import {
  type Named,
  namesNobody,
  partOf,
  peopleToTell,
  type Recipient,
  recipientFields,
} from '../parts/people-to-tell.ts';
import { saySendInternalEmail } from './send-internal-email.say.ts';

const toAda = {
  fields: {
    user_ids: ['5'],
    subject: 'News of {{ enrolled_object.firstname }}',
    body: '<p>{{ enrolled_object.firstname }}</p>',
  },
};
const toTheTeam = { fields: { team_ids: ['7'], subject: 'News', body: '' } };
const known = [{ ask: user('5'), answer: [ADA] }];

export const sendInternalEmail = external({
  id: '0-8',
  say: saySendInternalEmail,
  name: 'Send internal email',
  says:
    'Mails users, the members of teams, and the people behind owner properties of the enrolled record, each once. The mail is put together ' +
    'when the step begins. It is internal: it counts for no statistics and no goal, and knows no unsubscribing. Whoever is deactivated or has no ' +
    'address is left out, and the step says so; it has succeeded when anybody was mailed.',
  summary: 'Sends an email to people of your team.',
  icon: 'mails',
  group: 'COMMUNICATION',
  reasons: {
    NO_RECIPIENT: 'The teams have no members, and the owner properties no values.',
    TOO_MANY_RECIPIENTS: 'More people are named than one step mails.',
    RECIPIENT_DEACTIVATED: 'The only person to be mailed is deactivated.',
    RECIPIENT_NOT_FOUND: 'The only user or owner to be mailed is not there.',
  },
  fields: {
    ...recipientFields,
    subject: said(text('Subject'), 'Tokens are filled in.'),
    body: said(optional(html('Body')), 'Tokens are filled in.'),
  },
  compile: (given, action: SingleConnectionAction) => {
    const { subject, body = '' } = given;
    return (
      namesNobody(given) ?? {
        request: (run) => requestOf(run, given, { subject, body }),
        finish: (results) => outcomeOfMails(results, { part: 'userId', whom: 'people' }, action.connection),
      }
    );
  },
  examples: [
    {
      shows: 'A mail is asked for, with its tokens filled in; in the body they are escaped.',
      action: toAda,
      properties: { firstname: 'Tom & Co' },
      known,
      outcome: {
        outcome: 'WAITING',
        effects: [
          {
            type: 'internal_email',
            part: '5',
            request: {
              objectTypeId: '0-1',
              recordId: '101',
              ownerId: '50',
              subject: 'News of Tom & Co',
              html: '<p>Tom &amp; Co</p>',
            },
          },
        ],
      },
    },
    {
      shows: 'Users, a team, and the owner of the record: each is mailed once.',
      action: {
        fields: { ...toTheTeam.fields, user_ids: [5], owner_properties: ['hubspot_owner_id'] },
      },
      properties: { hubspot_owner_id: '60' },
      known: [...known, { ask: team('7'), answer: [ADA, GRACE] }, { ask: owner('60'), answer: [GRACE] }],
      results: [
        { kind: 'done', detail: { to: 'ada@example.test' } },
        { kind: 'failed', reason: 'RECIPIENT_DEACTIVATED', message: 'Grace is deactivated.' },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        detail: {
          sent: 1,
          notSent: 1,
          recipients: [
            { userId: '5', to: 'ada@example.test', outcome: 'SUCCEEDED' },
            {
              userId: '6',
              outcome: 'FAILED',
              reason: 'RECIPIENT_DEACTIVATED',
              message: 'Grace is deactivated.',
            },
          ],
        },
      },
    },
    {
      shows: 'A team without members: nobody is mailed.',
      action: toTheTeam,
      known: [{ ask: team('7'), answer: [] }],
      outcome: { outcome: 'FAILED', reason: 'NO_RECIPIENT', next: '2', effects: [] },
    },
    {
      shows: 'A very large team: none of it is mailed.',
      action: toTheTeam,
      known: [{ ask: team('7'), answer: CROWD }],
      outcome: { outcome: 'FAILED', reason: 'TOO_MANY_RECIPIENTS', next: '2', effects: [] },
    },
    {
      shows: 'The only recipient is deactivated.',
      action: toAda,
      known,
      results: [{ kind: 'failed', reason: 'RECIPIENT_DEACTIVATED', message: 'Ada is deactivated.' }],
      outcome: { outcome: 'FAILED', reason: 'RECIPIENT_DEACTIVATED', next: '2' },
    },
    {
      shows: 'There is no such user.',
      action: toAda,
      results: [{ kind: 'failed', reason: 'RECIPIENT_NOT_FOUND', message: 'There is no user 5.' }],
      outcome: { outcome: 'FAILED', reason: 'RECIPIENT_NOT_FOUND', next: '2' },
    },
  ],
});

function requestOf(run: RunContext, named: Named, texts: MessageTexts): Requested {
  const people = peopleToTell(named, run);
  if (people.kind !== 'people') return people;
  const { recipients } = people;
  const filled = fillTexts(texts, run, 'html');
  if (filled.kind !== 'texts') return filled;
  const { objectTypeId, id: recordId } = run.record;
  const mail = { objectTypeId, recordId, subject: filled.texts.subject, html: filled.texts.body };
  return {
    kind: 'request',
    effects: recipients.map((recipient) => ({
      type: 'internal_email',
      part: partOf(recipient),
      request: { ...mail, ...addressee(recipient) },
    })),
  };
}

function addressee(recipient: Recipient): Readonly<Record<string, string>> {
  if ('ownerId' in recipient) return { ownerId: recipient.ownerId };
  return recipient.unknown === 'user' ? { userId: recipient.id } : { ownerId: recipient.id };
}
