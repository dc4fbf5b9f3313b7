import type { SingleConnectionAction } from '../../definition/index.ts';
import type { Outcome, RunContext } from '../../engine/index.ts';
import { internal } from '../action-type.ts';
import { choice, optional, said, text } from '../fields.ts';
import { fillTexts, type MessageTexts } from '../parts/message-texts.ts';
import { ADA, CROWD, GRACE, team, user } from '../parts/people-examples.ts';
import {
  type Named,
  namesNobody,
  peopleToTell,
  type Recipient,
  recipientFields,
} from '../parts/people-to-tell.ts';
import { saySendNotification } from './send-notification.say.ts';

const gone = { ...GRACE, isActive: false };
const texts = { delivery_method: 'APP', subject: '{{ enrolled_object.firstname }} is here', body: 'Call.' };
const toTheTeam = { fields: { ...texts, team_ids: ['7'] } };

export const sendNotification = internal({
  id: '0-9',
  say: saySendNotification,
  name: 'Send in-app notification',
  says:
    'Leaves a notification for users, the members of teams, and the people behind owner properties of the enrolled record, each once: ' +
    '`GET /millrace/v1/notifications` lists what a user has not read. The texts are plain. Whoever is deactivated or not there is left out, ' +
    'and the step says so; it has succeeded when anybody was told.',
  summary: 'Notifies people of your team in the app.',
  icon: 'bell',
  group: 'COMMUNICATION',
  reasons: {
    NO_RECIPIENT: 'The teams have no members, and the owner properties no values.',
    TOO_MANY_RECIPIENTS: 'More people are named than one step tells.',
    RECIPIENT_DEACTIVATED: 'Everybody who is named is deactivated.',
    RECIPIENT_NOT_FOUND: 'Nobody who is named is there.',
  },
  fields: {
    ...recipientFields,
    delivery_method: said(optional(choice('Way', ['APP'])), 'Where it appears.'),
    subject: said(text('Subject'), 'Tokens are filled in.'),
    body: said(optional(text('Text')), 'Tokens are filled in.'),
  },
  compile: (given, action: SingleConnectionAction) =>
    namesNobody(given) ??
    ((run) => tell(run, given, { subject: given.subject, body: given.body ?? '' }, action)),
  examples: [
    {
      shows: 'A user is told; another one, who is deactivated, is left out.',
      action: { fields: { ...texts, user_ids: ['5', '6'] } },
      properties: { firstname: 'Tom' },
      known: [
        { ask: user('5'), answer: [ADA] },
        { ask: user('6'), answer: [gone] },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        detail: {
          notified: ['5'],
          leftOut: [{ userId: '6', reason: 'RECIPIENT_DEACTIVATED' }],
          subject: 'Tom is here',
        },
        changes: [],
      },
    },
    {
      shows: 'A team without members: nobody is told.',
      action: toTheTeam,
      known: [{ ask: team('7'), answer: [] }],
      outcome: { outcome: 'FAILED', reason: 'NO_RECIPIENT', next: '2' },
    },
    {
      shows: 'A very large team: none of it is told.',
      action: toTheTeam,
      known: [{ ask: team('7'), answer: CROWD }],
      outcome: { outcome: 'FAILED', reason: 'TOO_MANY_RECIPIENTS', next: '2' },
    },
    {
      shows: 'The only user is deactivated.',
      action: { fields: { ...texts, user_ids: ['6'] } },
      known: [{ ask: user('6'), answer: [gone] }],
      outcome: { outcome: 'FAILED', reason: 'RECIPIENT_DEACTIVATED', next: '2' },
    },
    {
      shows: 'There is no such user.',
      action: { fields: { ...texts, user_ids: ['5'] } },
      outcome: { outcome: 'FAILED', reason: 'RECIPIENT_NOT_FOUND', next: '2' },
    },
  ],
});

function tell(
  run: RunContext,
  named: Named,
  texts: MessageTexts,
  { connection }: SingleConnectionAction,
): Outcome {
  const people = peopleToTell(named, run);
  if (people.kind !== 'people') return people;
  const filled = fillTexts(texts, run);
  if (filled.kind !== 'texts') return filled;
  const leftOut = people.recipients.flatMap((recipient) => whyNot(recipient) ?? []);
  const told = people.recipients.flatMap((each) => ('userId' in each && each.isActive ? each.userId : []));
  if (told.length === 0) return { kind: 'failed', ...nobodyTold(leftOut), detail: { leftOut } };
  const { subject, body } = filled.texts;
  return {
    kind: 'done',
    connection,
    writes: told.map((userId) => ({ kind: 'notify', ref: run.record, userId, subject, body })),
    detail: { notified: told, ...(leftOut.length > 0 ? { leftOut } : {}), subject },
  };
}

interface LeftOut {
  readonly userId?: string;
  readonly ownerId?: string;
  readonly reason: 'RECIPIENT_DEACTIVATED' | 'RECIPIENT_NOT_FOUND';
}

function whyNot(recipient: Recipient): LeftOut | undefined {
  if ('unknown' in recipient) {
    const { unknown, id } = recipient;
    return { [unknown === 'user' ? 'userId' : 'ownerId']: id, reason: 'RECIPIENT_NOT_FOUND' };
  }
  return recipient.isActive ? undefined : { userId: recipient.userId, reason: 'RECIPIENT_DEACTIVATED' };
}

function nobodyTold(leftOut: readonly LeftOut[]) {
  const deactivated = leftOut.find(({ reason }) => reason === 'RECIPIENT_DEACTIVATED');
  const { reason, userId, ownerId } = deactivated ?? leftOut[0]!;
  const who = userId === undefined ? `owner ${ownerId}` : `user ${userId}`;
  const others = leftOut.length > 1 ? `, nor any of the other ${leftOut.length - 1}` : '';
  const what = reason === 'RECIPIENT_DEACTIVATED' ? 'is deactivated' : 'is not there';
  return { reason, message: `The ${who} ${what}: not told${others}.` };
}
