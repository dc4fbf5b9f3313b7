/** Accounts by chance, whose clocks are moved in two ways: what has come of them is told so that it can be compared. */
import { moveClock } from '../../src/execution/index.ts';
import {
  action,
  allOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  isKnown,
  property,
  sendEmail,
  setProperty,
  to,
  whenEvent,
  whenMet,
} from './flow-bodies.ts';
import { dynamicList, givenList, manualList } from './list-bodies.ts';
import { type Body, type Story, tellStory } from './story.ts';

const BEGINS = Date.parse('2026-03-02T08:00:00Z');
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const WORDS = ['Bern', 'Ulm', 'Basel'] as const;

/** A sequence of numbers from 0 to below 1 that a seed says: the same every time. */
export function chance(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface TwoWays {
  readonly seed: number;
  readonly contacts: number;
  readonly days: number;
  /** Whether some of the flows do something to other records, too. */
  readonly reachesBeyond: boolean;
}

/** What has come of an account that a seed made, moved step by step or not; and how it was moved. */
export async function movedAccount(
  { seed, contacts, days, reachesBeyond }: TwoWays,
  stepByStep: boolean,
): Promise<{ readonly came: Body; readonly move: Body }> {
  // Lanes run only while the clock is moved or settled: in the same order both times.
  const story = await tellStory({ role: 'api', logLevel: 'silent' });
  try {
    const { services, accountId, sql } = story.millrace;
    const hold = (at: number) => sql`update accounts set clock_held_at = ${at}::timestamptz`;
    await hold(BEGINS);
    await givenAccount(story, chance(seed), { contacts, reachesBeyond, hold });
    const service = { ...services, stepByStep };
    const stays = new AbortController().signal;
    const move = await moveClock(service, accountId, (now) => now + days * DAY, stays);
    while ((await services.worker.run('tallies', accountId)) > 0);
    await sql`update step_tallies set noted_at = noted_at - interval '1 minute'`;
    while ((await services.worker.run('tallies', accountId)) > 0);
    return { came: await whatCame(story), move };
  } finally {
    await story.stop();
  }
}

interface Making {
  readonly contacts: number;
  readonly reachesBeyond: boolean;
  hold(at: number): PromiseLike<unknown>;
}

async function givenAccount(story: Story, next: () => number, { contacts, reachesBeyond, hold }: Making) {
  const { millrace } = story;
  const one = <T>(...of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const upTo = (most: number) => 1 + Math.floor(next() * most);
  const email = await millrace.post('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello {{ contact.city }}',
    content: { plainTextVersion: 'You are {{ contact.jobtitle }} in {{ contact.city }}' },
  });
  await millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
  const byHand = await givenList(story, manualList('By hand'));
  const ulm = await givenList(story, dynamicList('Of Ulm', [is('city', 'Ulm')]));
  const quiet = property('hs_email_last_send_date', 'ROLLING_DATE_RANGE', 'IS_MORE_THAN_X_DAYS_AGO', {
    numberOfDays: 3,
  });
  await givenList(story, dynamicList('Quiet', [quiet]));
  const inUlm = { filterType: 'IN_LIST', listId: ulm, operator: 'IN_LIST' };
  const changes = (name: string) => ({
    filterBranchType: 'UNIFIED_EVENTS',
    filterBranchOperator: 'AND',
    operator: 'HAS_COMPLETED',
    eventTypeId: '4-655002',
    filterBranches: [],
    filters: [
      {
        filterType: 'PROPERTY',
        property: 'hs_name',
        operation: { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: name },
      },
    ],
  });
  const act = (): Body => {
    const kinds: (() => Body)[] = [
      () => delayMinutes(upTo(9_000)),
      () => delayMinutes(upTo(9_000)),
      () => delayMinutes(upTo(9_000)),
      () => delayMinutes(upTo(2_000)),
      () => delayMinutes(upTo(60)),
      () => setProperty(one('city', 'jobtitle'), one(...WORDS)),
      () => setProperty('annualrevenue', { type: 'INCREMENT', incrementAmount: 3 }),
      () => setProperty('jobtitle', '{{ enrolled_object.city|upper }}'),
      () =>
        setProperty('closedate', {
          type: 'RELATIVE_DATETIME',
          timeDelay: { delta: upTo(6), timeUnit: 'DAYS', daysOfWeek: [] },
        }),
      () => sendEmail(email.body.id),
      () => sendEmail(email.body.id),
      () =>
        action(one('0-63809083', '0-63863438'), { listId: byHand, targetObject: '{{ enrolled_object }}' }),
      () => action('0-1', { days_of_week: [one('MONDAY', 'FRIDAY')], time_of_day: { hour: 9, minute: 0 } }),
      () =>
        action('0-35', {
          date: { type: 'OBJECT_PROPERTY', propertyName: 'closedate' },
          delta: '1',
          time_unit: 'DAYS',
        }),
      () =>
        action('0-29', {
          event_filter_branches: [changes(one('city', 'jobtitle'))],
          expiration_minutes: String(upTo(9_000)),
        }),
      () => action('0-77777', {}),
      () => action('0-33', { template: '{{ concat(enrolled_object.city, "!") }}' }),
      () => setProperty('no_such_property', 'x'),
    ];
    return one(...kinds)();
  };
  const path = (most: number) => inARow(...Array.from({ length: most + upTo(most) }, act));
  /** A branch in front, whose ways come together. */
  const branched = (most: number) => {
    const actions = path(most).map((each: Body) => ({
      ...each,
      actionId: String(Number(each.actionId) + 1),
      ...(each.connection ? { connection: to(String(Number(each.connection.nextActionId) + 1)) } : {}),
    }));
    const filters = one([is('city', 'Ulm')], [isKnown('jobtitle')], [quiet], [inUlm]);
    const branch = {
      actionId: '1',
      type: 'LIST_BRANCH',
      listBranches: [{ branchName: 'so', filterBranch: allOf(filters), connection: to('2') }],
      defaultBranch: to(actions.length > 1 ? '3' : '2'),
    };
    return [branch, ...actions];
  };
  const again = (name: string, value: string) => ({
    shouldReEnroll: true,
    reEnrollmentTriggersFilterBranches: [allOf([is(name, value)])],
  });
  const manualFlows = [
    await story.givenFlow(contactFlow(branched(12), undefined, { name: 'A' })),
    await story.givenFlow(
      contactFlow(path(12), undefined, {
        name: 'B',
        ...(next() < 0.5
          ? { goalFilterBranch: allOf([is('city', one(...WORDS)), isKnown('jobtitle')]) }
          : {}),
        ...(next() < 0.5
          ? {
              timeWindows: [
                {
                  day: one('MONDAY', 'WEDNESDAY'),
                  startTime: { hour: 9, minute: 0 },
                  endTime: { hour: 17, minute: 0 },
                },
              ],
            }
          : {}),
      }),
    ),
    await story.givenFlow(contactFlow(branched(5), undefined, { name: 'C' })),
  ];
  const city = one(...WORDS);
  await story.givenFlow(
    contactFlow(path(5), whenMet([is('city', city)], again('city', city)), { name: 'D' }),
  );
  const kept = await story.givenFlow(
    contactFlow(path(4), whenMet([is('jobtitle', 'BERN')], again('jobtitle', 'BERN')), { name: 'E' }),
  );
  await millrace.put(`/millrace/v1/flows/${kept}/policies`, { keepsTriggers: true });
  // A mail that was opened is nobody's here; one that was sent is.
  await story.givenFlow(
    contactFlow(path(3), whenEvent('4-666288', [], { shouldReEnroll: true }), {
      name: 'F',
      suppressionListIds: [Number(byHand)],
    }),
  );
  await story.givenFlow(contactFlow(path(3), whenMet([quiet]), { name: 'G' }));
  if (reachesBeyond)
    manualFlows.push(
      await story.givenFlow(
        contactFlow(
          inARow(
            delayMinutes(upTo(2_000)),
            action('0-3', { task_type: 'TODO', subject: 'Call {{ enrolled_object.city }}' }),
            delayMinutes(upTo(2_000)),
            setProperty('city', 'Ulm'),
          ),
          undefined,
          { name: 'H' },
        ),
      ),
    );
  let at = BEGINS;
  for (let number = 1; number <= contacts; number++) {
    at += upTo(7) * 3_600_011;
    await hold(at);
    const contact = await story.givenContact({
      email: `c${number}@example.test`,
      city: one('', ...WORDS),
      jobtitle: one('', 'Smith'),
    });
    for (const flow of manualFlows) if (next() < 0.7) await story.enroll(flow, contact);
    await story.settle();
  }
}

/** The rows of an account, without the ids that the order of work gives: passages are named by their flow, their record and their turn. */
async function whatCame({ millrace: { sql } }: Story): Promise<Body> {
  const passages = await sql`
    select id, flow_id || '/' || record_id || '#' || row_number() over (partition by flow_id, record_id order by id) as name
    from enrollments`;
  const names = new Map(passages.map((row) => [row['id'] as string, row['name'] as string]));
  const named = (value: unknown, member = ''): unknown => {
    if (Array.isArray(value)) return value.map((each) => named(each));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).flatMap(([name, each]) => (DRAWN.has(name) ? [] : [[name, named(each, name)]])),
      );
    if (typeof value !== 'string') return value;
    if (PASSAGES.has(member)) return names.get(value) ?? value;
    return value.replace(/^(\d+)(?=:\d+:\d+$)/, (id) => names.get(id) ?? id);
  };
  const told = async (rows: PromiseLike<readonly Body[]>) => (await rows).map((row) => named({ ...row }));
  const inOrder = async (rows: PromiseLike<readonly Body[]>) =>
    (await told(rows)).map((row) => JSON.stringify(row)).sort();
  return {
    records: await told(sql`select id as record, properties, updated_at from records order by id`),
    steps: await inOrder(sql`select * from steps`),
    passages: await inOrder(sql`select * from enrollments`),
    due: await inOrder(sql`select flow_id, enrollment_id, due_at, fell_due_at from due_enrollments`),
    changes: await told(
      sql`select record_id, kind, before, after, at, source, depth from changes order by record_id, id`,
    ),
    events: await told(
      sql`select record_id, event_type_id, properties, occurred_at, at from events order by record_id, id`,
    ),
    mails: await told(
      sql`select recipient, subject, plain_text, flow_id, enrollment_id, action_id, delivery, at from mails order by record_id, id`,
    ),
    effects: await inOrder(
      sql`select kind, idempotency_key, enrollment_id, created_at, due_at, attempts, last_tried_at, finished_at, result from effects`,
    ),
    attempts: await inOrder(
      sql`select enrollment_id, action_id, number, started_at, at, outcome from effect_attempts
          join effects on effects.id = effect_id`,
    ),
    members: await inOrder(sql`select list_id, record_id, joined_at from list_memberships`),
    departures: await inOrder(sql`select list_id, left_at from list_departures`),
    counts: await inOrder(
      sql`select flow_id, action_id, hour, outcome, reason, branch, count, last_at from step_counts`,
    ),
    instants: await inOrder(sql`select reader, reader_id, record_id, due_at from criteria_due`),
    kept: await inOrder(sql`select * from kept_triggers`),
    wakes: await inOrder(sql`select key, flow_id, enrollment_id from wake_keys`),
    mailed: await inOrder(sql`select flow_id, enrollment_id from mailed_passages`),
    pending: await inOrder(sql`select record_id from pending_changes`),
  };
}

/** Members whose values say in which order things were done. */
const DRAWN: ReadonlySet<string> = new Set([
  'id',
  'ended',
  'changeId',
  'messageId',
  'after_change',
  'lastChange',
]);
const PASSAGES: ReadonlySet<string> = new Set(['enrollmentId', 'enrollment_id', 'hs_enrollment_id']);
