import { afterAll, beforeAll, expect, test } from 'vitest';
import { ArchiveRefused, openArchive } from '../../../src/archive/index.ts';
import { forgetChanges, monthsBefore } from '../../../src/history/index.ts';
import { monthOf } from '../../../src/platform/index.ts';
import { runRetention } from '../../../src/retention/index.ts';
import { readBacklog } from '../../../src/roles/metrics/backlog.ts';
import {
  contactFlow,
  delayMinutes,
  inARow,
  manual,
  sendEmail,
  setProperty,
} from '../../support/flow-bodies.ts';
import { inAnotherAccount } from '../../support/millrace.ts';
import { type Body, type Story, storyOf, tellStory } from '../../support/story.ts';
import { until } from '../../support/until.ts';

/** What tells the rows of a table apart, and those that the archive has of it whole. */
const TABLES = {
  writes: 'record_id, id',
  events: 'record_id, id',
  turns: 'enrollment_id, number',
  effects: 'id',
  effect_attempts: 'effect_id, number',
  mails: 'id',
  outbox: 'id',
  audit_entries: 'id',
} as const;

type Table = keyof typeof TABLES;

const tables = Object.keys(TABLES) as Table[];

const ARCHIVED = { days: 30, disposal: 'ARCHIVE' };
const ALL_ARCHIVED = {
  ...{ CHANGES: ARCHIVED, EVENTS: ARCHIVED, STEPS: ARCHIVED, EFFECTS: ARCHIVED },
  ...{ MAILS: ARCHIVED, OUTBOX: ARCHIVED, AUDIT: ARCHIVED },
};

const HOOK = {
  type: 'WEBHOOK',
  method: 'POST',
  webhookUrl: 'https://hooks.example.test/in',
  queryParams: [],
};

let story: Story;
let flow: string;
let email: string;
/** Another account, whose time is its own. */
let other: Story;

beforeAll(async () => {
  story = await tellStory();
  const made = await must('POST', '/marketing/v3/emails', {
    name: 'Welcome',
    subject: 'Welcome',
    from: { fromName: 'Team', replyTo: 'team@example.test' },
    content: { widgets: { body: { body: { html: '<p>Welcome</p>' } } } },
  });
  email = made.id;
  await must('POST', `/marketing/v3/emails/${email}/publish`);
  flow = await story.givenFlow(
    contactFlow(
      inARow(setProperty('jobtitle', 'Guest'), setProperty('city', 'London'), sendEmail(email), HOOK),
      manual,
    ),
  );
});
afterAll(() => story?.stop());

async function must(method: string, path: string, body?: unknown, of = story): Promise<Body> {
  const answer = await of.millrace.call(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

const keep = (settings: Body, of = story) => must('PUT', '/millrace/v1/retention', settings, of);

/** Takes out until the sweeps that are due have come to their end. */
async function sweep(of = story): Promise<void> {
  const { sql, accountId } = of.millrace;
  await sql`update retention set due_at = clock_timestamp() where account_id = ${accountId}`;
  while ((await runRetention(sql, accountId)) > 0)
    await sql`update retention set due_at = clock_timestamp() where account_id = ${accountId} and place is not null`;
}

/** Somebody of whom there is a row of every kind. */
async function givenHistory(of = story, through = flow): Promise<string> {
  const contact = await of.givenContact({ firstname: 'Ada' });
  await must(
    'POST',
    '/events/v3/send',
    { eventName: 'e_visited_page', objectId: contact, properties: {} },
    of,
  );
  await of.change('contacts', contact, { firstname: 'Augusta' });
  await of.change('contacts', contact, { firstname: 'Countess' });
  await of.enroll(through, contact);
  await of.change('contacts', contact, { jobtitle: 'Lady' });
  return contact;
}

/** The rows of a table, live or in the archive, whole, by their keys. */
async function rowsOf(relation: string, table: Table): Promise<Map<string, string>> {
  const rows = await story.millrace.sql.unsafe(
    `select concat_ws('/', account_id, ${TABLES[table]}) as key, to_jsonb(row)::text as said from ${relation} as row`,
  );
  return new Map(rows.map((row) => [row['key'] as string, row['said'] as string]));
}

const live = (table: Table) => rowsOf(table, table);
const archived = (table: Table) => rowsOf(`millrace_archive.${table}`, table);

async function months(parent: string): Promise<string[]> {
  const rows = await story.millrace.sql`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = ${parent}::regclass order by 1`;
  return rows.map((row) => row['name'] as string);
}

async function monthsDetached(): Promise<string[]> {
  const rows = await story.millrace.sql`
    select relname::text as name from pg_class where relnamespace = 'millrace_archive'::regnamespace and relname like '%detached'`;
  return rows.map((row) => row['name'] as string);
}

/** As an operator may, while nobody is just taking rows there. */
const dropArchive = () =>
  story.millrace.sql.begin(async (tx) => {
    await tx`select from retention for update`;
    await tx.unsafe('drop schema if exists millrace_archive cascade');
  });

test('a row of every kind goes into its month, whole, and none is lost; what stays live is what would have stayed', async () => {
  const ada = await givenHistory();
  await story.pass('P70D');
  const before = new Map<Table, Map<string, string>>();
  for (const table of tables) before.set(table, await live(table));
  const set = await keep(ALL_ARCHIVED);
  expect(set.STEPS).toMatchObject({ days: 30, disposal: 'ARCHIVE', deleted: 0 });
  await sweep();
  for (const table of tables) {
    const [left, kept] = [await live(table), await archived(table)];
    for (const [key, said] of before.get(table)!) {
      // Of a write that stays for its last values, the archive has all that it was.
      const where = kept.get(key) ?? left.get(key);
      expect({ table, key, said: where && JSON.parse(where) }).toEqual({
        table,
        key,
        said: JSON.parse(said),
      });
    }
    expect({ table, of: [...kept.keys()].filter((key) => !before.get(table)!.has(key)) }).toEqual({
      table,
      of: [],
    });
    expect({ table, isEmpty: kept.size === 0 }).toEqual({ table, isEmpty: false });
  }
  const after = await must('GET', '/millrace/v1/retention');
  expect(after.CHANGES.deleted).toBeGreaterThan(0);
  const history = await must(
    'GET',
    `/crm/v3/objects/contacts/${ada}?propertiesWithHistory=firstname,jobtitle,city`,
  );
  const values = (name: string) => history.propertiesWithHistory[name].map(({ value }: Body) => value);
  expect([values('firstname'), values('jobtitle'), values('city')]).toEqual([
    ['Countess', 'Ada'],
    ['Lady'],
    ['London'],
  ]);
  // As docs/history.md says that it is read.
  const changes = await story.millrace.sql`
    select change.after from millrace_archive.writes as write, changes_of(account_id, id, object_type_id, record_id, kind, before, after, at, source, depth, entries) as change
    where write.record_id = ${ada}`;
  expect(changes.map(({ after: values }) => (values as Body)?.firstname)).toContain('Augusta');
  const steps = await story.millrace.sql`
    select step.action_type from millrace_archive.turns as turn, steps_of(account_id, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, reason, detail, started_at, at, entries) as step
    where turn.record_id = ${ada}`;
  expect(steps.length).toBeGreaterThan(2);
  for (const table of tables) {
    const parts = await months(`millrace_archive.${table}`);
    expect(parts.every((name) => /^millrace_archive\.[a-z_]+_\d{4}_\d{2}$/.test(name))).toBe(true);
  }
});

test('days alone leave it so, with DELETE the archive stays as it is and nothing comes there any longer, and the audit tells', async () => {
  expect((await keep({ MAILS: 31 })).MAILS).toMatchObject({ days: 31, disposal: 'ARCHIVE' });
  const [changed] = (await must('GET', '/millrace/v1/audit?kind=RETENTION_CHANGED')).results;
  expect(changed.detail).toEqual({ MAILS: { before: 30, after: 31 } });
  const before = await archived('mails');
  expect((await keep({ MAILS: { days: 'P31D', disposal: 'DELETE' } })).MAILS).toMatchObject({
    days: 31,
    disposal: 'DELETE',
  });
  const [then] = (await must('GET', '/millrace/v1/audit?kind=RETENTION_CHANGED')).results;
  expect(then.detail.MAILS).toEqual({
    before: 31,
    after: 31,
    disposal: { before: 'ARCHIVE', after: 'DELETE' },
  });
  await givenHistory();
  await story.pass('P70D');
  await keep({ MAILS: { days: 31 } });
  await sweep();
  expect(await live('mails')).toEqual(new Map());
  expect(await archived('mails')).toEqual(before);
  await keep({ MAILS: ARCHIVED });
});

test('months go there as a whole, without what an account lets be deleted', async () => {
  other = storyOf(await inAnotherAccount(story.millrace));
  const [theirs] = await Promise.all([
    other.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'Guest')), manual)),
    keep({ STEPS: null, EFFECTS: null }),
  ]);
  await givenHistory(other, theirs);
  await givenHistory();
  await story.pass('P100D');
  await other.pass('P100D');
  const before = await live('turns');
  expect(new Set([...before.keys()].map((key) => key.split('/')[0])).size).toBe(2);
  const whole = (await months('turns')).length;
  await keep({ STEPS: { days: 7, disposal: 'DELETE' } }, other);
  await until(async () => {
    await keep({ STEPS: null });
    await keep({ STEPS: { days: 7, disposal: 'ARCHIVE' } });
    await runRetention(story.millrace.sql, story.millrace.accountId);
    return (await months('turns')).length < whole;
  });
  await sweep();
  expect(await monthsDetached()).toEqual([]);
  const kept = await archived('turns');
  for (const [key, said] of before)
    expect(kept.get(key)).toBe(key.startsWith(`${story.millrace.accountId}/`) ? said : undefined);
  expect(await live('turns')).toEqual(new Map());
});

test('a month that a process left between is brought in by the next sweep, beside rows of it that came before, and from a table that has had a column less', async () => {
  const { sql } = story.millrace;
  await givenHistory();
  await story.pass('P100D');
  const before = await live('turns');
  expect(before.size).toBeGreaterThan(0);
  const [key] = before.keys();
  const [month] = (
    await sql`
    select tableoid::regclass::text as name from turns order by at limit 1`
  ).map((row) => row['name'] as string);
  // One row has gone by itself, and the month was detached then; after it the table has a column more.
  await sql.begin(async (tx) => {
    await openArchive(tx, 'turns', [Date.UTC(Number(month!.slice(-7, -3)), Number(month!.slice(-2)) - 1, 1)]);
    await tx.unsafe(`insert into millrace_archive.turns select * from turns order by at limit 1`);
    await tx.unsafe(`alter table turns detach partition ${month}`);
    await tx.unsafe(`alter table ${month} rename to ${month}_detached`);
    await tx.unsafe(`alter table ${month}_detached set schema millrace_archive`);
    await tx.unsafe('alter table turns add column noted text');
  });
  await keep({ STEPS: { days: 8 } });
  await sweep();
  expect(await monthsDetached()).toEqual([]);
  const kept = await archived('turns');
  for (const [each, said] of before)
    expect(JSON.parse(kept.get(each)!)).toEqual({ ...JSON.parse(said), noted: null });
  expect(kept.has(key!)).toBe(true);
  await sql.unsafe('alter table turns drop column noted');
  await givenHistory();
  await story.pass('P70D');
  await keep({ STEPS: { days: 9 } });
  await sweep();
  expect(await live('turns')).toEqual(new Map());
});

test('who is erased is erased there too, in months on their way there as well, and nobody else', async () => {
  const { sql, accountId } = story.millrace;
  await keep({ STEPS: null, CHANGES: null, EFFECTS: null });
  await givenHistory();
  const eve = await givenHistory();
  const waiting = await story.givenFlow(
    contactFlow(inARow(sendEmail(email), delayMinutes(500 * 1_440)), manual),
  );
  await story.enroll(waiting, eve);
  await story.pass('P70D');
  await other.pass('P400D');
  await keep({ EFFECTS: { days: 7, disposal: 'DELETE' } }, other);
  await keep({ ...ALL_ARCHIVED, STEPS: null });
  await sweep();
  const [month] = (
    await sql`select tableoid::regclass::text as name from turns where record_id = ${eve}`
  ).map((row) => row['name'] as string);
  await sql.begin(async (tx) => {
    await tx.unsafe(`alter table turns detach partition ${month}`);
    await tx.unsafe(`alter table ${month} rename to ${month}_detached`);
    await tx.unsafe(`alter table ${month}_detached set schema millrace_archive`);
  });
  const passages = await sql`select id from enrollments where record_id = ${eve}`;
  const ids = passages.map((row) => row['id'] as string);
  const OF_EVE: Readonly<Record<string, string>> = {
    writes: 'record_id = $1::bigint',
    events: 'record_id = $1::bigint',
    mails: 'record_id = $1::bigint',
    outbox: 'record_id = $1::bigint',
    [`${month}_detached`]: 'record_id = $1::bigint',
    effects: 'enrollment_id = any($2::bigint[])',
    effect_attempts: 'effect_id in (select id from known_effects)',
  };
  await sql`create table known_effects as select account_id, id from effects where enrollment_id = any(${ids}::bigint[])
            union select account_id, id from millrace_archive.effects where enrollment_id = any(${ids}::bigint[])`;
  const counts = async () => {
    const found: Record<string, [eves: number, all: number]> = {};
    for (const [table, condition] of Object.entries(OF_EVE)) {
      const [row] = await sql.unsafe(
        `select count(*) filter (where ${condition})::int as eves, count(*)::int as all
         from millrace_archive.${table} where $1::bigint > 0 and $2::bigint[] is not null`,
        [eve, ids],
      );
      found[table] = [row!['eves'] as number, row!['all'] as number];
    }
    return found;
  };
  const before = await counts();
  for (const [table, [eves, all]] of Object.entries(before))
    expect({ table, hers: eves > 0, others: all > eves }).toEqual({ table, hers: true, others: true });
  const { status } = await story.millrace.post('/crm/v3/objects/contacts/gdpr-delete', { objectId: eve });
  expect(status).toBe(204);
  await runRetention(sql, accountId);
  await until(
    async () => (await sql`select from archive_erasures where account_id = ${accountId}`).length === 0,
  );
  const after = await counts();
  expect(after).toEqual(
    Object.fromEntries(Object.entries(before).map(([table, [eves, all]]) => [table, [0, all - eves]])),
  );
  await sql`drop table known_effects`;
});

test('who is erased while the rows are on their way there is erased there', async () => {
  const { sql, accountId } = story.millrace;
  const eve = await givenHistory();
  await story.pass('P70D');
  const [{ now }] =
    (await sql`select account_now(accounts) as now from accounts where id = ${accountId}`) as unknown as [
      { now: number },
    ];
  const answer = await sql.begin(async (tx) => {
    const archive = await openArchive(tx, 'writes', (await monthsBefore(tx, 'writes', now)).map(monthOf));
    await forgetChanges(tx, accountId, { before: now, place: null, most: 1_000, archive }, []);
    const erasing = story.millrace.post('/crm/v3/objects/contacts/gdpr-delete', { objectId: eve });
    await until(async () => (await sql`select from pg_locks where not granted`).length > 0);
    return { erasing };
  });
  expect((await answer.erasing).status).toBe(204);
  expect(
    [...(await archived('writes')).keys()].filter((key) => key.startsWith(`${accountId}/${eve}/`)),
  ).not.toEqual([]);
  // The lane finds it by itself.
  await until(
    async () => (await sql`select from archive_erasures where account_id = ${accountId}`).length === 0,
  );
  expect(
    [...(await archived('writes')).keys()].filter((key) => key.startsWith(`${accountId}/${eve}/`)),
  ).toEqual([]);
});

test('its size is told, months that were dumped can be dropped, and what comes later makes them anew', async () => {
  const { sql } = story.millrace;
  const size = async () => (await readBacklog(sql)).sizes.find(({ table }) => table === 'archive')?.bytes;
  expect(await size()).toBeGreaterThan(8_192 * Object.keys(TABLES).length);
  await dropArchive();
  expect(await size()).toBeUndefined();
  await givenHistory();
  await story.pass('P70D');
  await keep({ STEPS: { days: 10, disposal: 'ARCHIVE' }, MAILS: 32 });
  await sweep();
  expect((await archived('turns')).size).toBeGreaterThan(0);
  expect((await archived('mails')).size).toBeGreaterThan(0);
  const [month] = await months('millrace_archive.mails');
  await sql.unsafe(`drop table ${month}`);
  await sql.unsafe('drop table millrace_archive.turns');
  await givenHistory();
  await story.pass('P70D');
  await keep({ STEPS: 11, MAILS: 33 });
  await sweep();
  expect([await live('turns'), await live('mails')]).toEqual([new Map(), new Map()]);
  expect((await archived('turns')).size).toBeGreaterThan(0);
});

test('several processes open it at once, and a user who may not make it is told what to do', async () => {
  const { sql } = story.millrace;
  await dropArchive();
  const at = Date.UTC(2030, 4, 1);
  await Promise.all([1, 2, 3].map(() => sql.begin((tx) => openArchive(tx, 'turns', [at]))));
  expect(await months('millrace_archive.turns')).toEqual(['millrace_archive.turns_2030_05']);
  await dropArchive();
  await sql.unsafe('create role archive_guest');
  try {
    const refusal = sql.begin(async (tx) => {
      await tx.unsafe('set local role archive_guest');
      return openArchive(tx, 'turns');
    });
    await expect(refusal).rejects.toThrow(ArchiveRefused);
    await expect(refusal).rejects.toThrow('create schema millrace_archive authorization');
  } finally {
    await sql.unsafe('drop role archive_guest');
  }
});

test.each([
  [{ days: 30, disposal: 'BURN' }, 'STEPS.disposal', '"BURN"'],
  [{ days: 30, disposal: null }, 'STEPS.disposal', 'null'],
  [{ days: 30, disposal: 'archive' }, 'STEPS.disposal', '"archive"'],
  [{ days: 6, disposal: 'ARCHIVE' }, 'STEPS.days', '6'],
  [{ days: 'P1M', disposal: 'ARCHIVE' }, 'STEPS.days', '"P1M"'],
  [{ days: null, disposal: 'ARCHIVE' }, 'STEPS.days', 'null'],
  [{ disposal: 'ARCHIVE' }, 'STEPS.days', ''],
  [{ days: 30, disposition: 'ARCHIVE' }, 'STEPS.disposition', 'disposal'],
] as const)('%j is refused with the member and the value', async (given, member, quoted) => {
  const before = await must('GET', '/millrace/v1/retention');
  const { status, body } = await story.millrace.put('/millrace/v1/retention', { MAILS: 90, STEPS: given });
  expect([status, body.errors[0].in]).toEqual([400, member]);
  expect(body.message).toContain(quoted);
  expect(await must('GET', '/millrace/v1/retention')).toEqual(before);
});
