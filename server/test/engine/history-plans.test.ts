/** Every read of history × databases that were empty, filled, analyzed, analyzed long ago when the plans were made: none reads more than its page. */
import { expect, test } from 'vitest';
import { REQUEST_LIMITS, ROWS_LOOKED_AT_MAX, type Sql } from '../../src/platform/index.ts';
import { contactFlow } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { countPages, forgetPages } from '../support/statement-pages.ts';
import type { Body } from '../support/story.ts';
import { CROWD, crowd } from './crowd.test-support.ts';
import { MADE_FOR_ANY, PAGES_MAX, statementsAbove, WHENEVER, withEitherPlans } from './plans.test-support.ts';

/** One contact to whom much has happened: so much of each kind, in each wave. */
async function crowdOfHistory(sql: Sql, recordId: string, flowId: string, wave: number): Promise<void> {
  const many = `generate_series(${wave} * 1000000 + 1, ${wave} * 1000000 + ${CROWD}) n`;
  // A second apart, in the month that is now.
  const at = `date_trunc('month', now()) + (n % 1000000 + (${wave} - 1) * ${CROWD}) * interval '10 seconds'`;
  await sql.unsafe(`
    insert into writes (account_id, id, object_type_id, record_id, entries, at, source)
      select 1, n * 32, '0-1', ${recordId}, case when n % 2 = 0 then '[["u", {"city": "x"}, null, {}]]' else '[["e", {"city": "x"}, null, {}]]' end::jsonb,
             ${at}, '["API"]' from ${many};
    insert into events (account_id, id, object_type_id, record_id, event_type_id, occurred_at, at)
      select 1, n, '0-1', ${recordId}, '4-96000', ${at}, ${at} from ${many};
    insert into mails (account_id, message_id, record_id, object_type_id, sender, recipient, subject, delivery, at)
      select 1, 'mail-' || n, ${recordId}, '0-1', 'a@x.test', 'b@x.test', 'Hello', 'sent', ${at} from ${many};
    insert into mails (account_id, message_id, record_id, object_type_id, sender, recipient, subject, delivery, at)
      select 1, 'other-' || n, n, '0-1', 'a@x.test', 'b@x.test', 'Hello', 'sent', ${at} from ${many};
    insert into enrollments (account_id, flow_id, id, object_type_id, record_id, enrolled_at, trigger, revision_id, status, ended, ended_at)
      select 1, ${flowId}, n + 700000, '0-1', ${recordId}, ${at}, '{"kind": "MANUAL"}', 1, 'COMPLETED', n + 700000, ${at} from ${many} where n % ${CROWD / 10} = 0;
    insert into enrollments (account_id, flow_id, id, object_type_id, record_id, enrolled_at, trigger, revision_id, status, end_reason, ended, ended_at)
      select 1, ${flowId}, n + 500000, '0-1', n, ${at}, '{"kind": "MANUAL"}', 1, 'FAILED', 'ACTION_FAILED', n + 500000, ${at} from ${many};
    insert into turns (account_id, flow_id, enrollment_id, number, record_id, revision_id, entries, outcome, at)
      select 1, ${flowId}, enrollment, number, ${recordId}, 1, '[["1", "0-5"]]', 'SUCCEEDED', now()
      from (select n + 700000 as enrollment from ${many} where n % ${CROWD / 10} = 0) as passage, generate_series(1, 500) as number;
    insert into turns (account_id, flow_id, enrollment_id, number, record_id, revision_id, entries, outcome, at)
      select 1, ${flowId}, n + 500000, 1, n, 1, '[["1", "0-5", null, "FAILED", "REFUSED"]]', 'FAILED', ${at} from ${many};
    insert into audit_entries (account_id, kind, target_type, target_id, summary, actor_kind, token_id, at)
      select 1, 'FLOW_SAVED', 'FLOW', ${flowId}, 'Saved.', 'TOKEN', 99, ${at} from ${many}`);
}

/** Questions by their paths, and how many entries each answers on its page. */
function questions(flow: string, contact: string): Readonly<Record<string, number>> {
  const timeline = `/records/contacts/${contact}/timeline?limit=5`;
  const past = '2020-01-01T00:00:00Z';
  const all = [
    `${timeline}`,
    `${timeline}&order=ASCENDING`,
    ...['CHANGE', 'EVENT', 'MAIL', 'ENROLLMENT', 'STEP', 'CHANGE,EVENT,MAIL,ENROLLMENT,STEP'].map(
      (kinds) => `${timeline}&kinds=${kinds}`,
    ),
    ...['/enrollments?', `/enrollments?flowId=${flow}&`, `/flows/${flow}/enrollments?`].flatMap((path) => [
      `${path}limit=5`,
      // Those inside are sorted as a whole, up to a bound: a page of them reads more.
      ...['COMPLETED', 'FAILED'].map((status) => `${path}limit=5&status=${status}`),
      `${path}limit=5&objectId=${contact}`,
      `${path}limit=5&from=${past}&to=2100-01-01T00:00:00Z`,
    ]),
    `/enrollments?limit=5&objectTypeId=0-1&objectId=${contact}`,
    ...['/steps?', `/steps?flowId=${flow}&`, `/flows/${flow}/steps?`].flatMap((path) => [
      `${path}limit=5`,
      `${path}limit=5&outcome=SUCCEEDED`,
      `${path}limit=5&outcome=FAILED`,
      `${path}limit=5&outcome=FAILED&reason=REFUSED`,
      `${path}limit=5&enrollmentId=1700500`,
      `${path}limit=5&from=${past}&to=2100-01-01T00:00:00Z`,
    ]),
    ...['', '&kind=FLOW_SAVED', `&targetType=FLOW&targetId=${flow}`, '&tokenId=99', `&from=${past}`].map(
      (query) => `/audit?limit=5${query}`,
    ),
    ...['', `&objectId=${contact}`].map((query) => `/mailbox?limit=5${query}`),
    '/alerts/log?limit=5',
  ];
  const none = [`/steps?limit=5&from=${past}&to=2020-02-01T00:00:00Z`, `/enrollments?limit=5&to=${past}`];
  return Object.fromEntries([
    ...all.map((path) => [path, path.startsWith('/alerts') ? 0 : 5]),
    ...none.map((path) => [path, 0]),
  ]);
}

async function ask(
  { get }: Millrace,
  asked: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const path of Object.keys(asked)) {
    const { status, body } = await get(`/millrace/v1${path}`);
    expect(status, JSON.stringify(body)).toBe(200);
    found[path] = body.results.length;
    if (!body.paging) continue;
    const next = await get(`/millrace/v1${path}&after=${encodeURIComponent(body.paging.next.after)}`);
    expect(next.status, JSON.stringify(next.body)).toBe(200);
  }
  return found;
}

test.each(WHENEVER)(
  'no read of history reads more than its page: plans $state',
  async ({ state, prepare }) => {
    // One connection, so that the plans that were made are those that are used.
    const millrace = await startMillrace({ role: 'api' }, undefined, REQUEST_LIMITS, 1);
    try {
      const { sql } = millrace;
      await countPages(sql, MADE_FOR_ANY);
      for (const table of ['enrollments', 'mails', 'audit_entries', 'records', 'due_enrollments'])
        await sql.unsafe(`alter table ${table} set (autovacuum_enabled = off)`);
      const flow = (await millrace.post('/automation/v4/flows', contactFlow([]))).body.id as string;
      const contact = (await millrace.post('/crm/v3/objects/contacts', { properties: { city: 'Bern' } })).body
        .id;
      const asked = questions(flow, contact);
      const fill = async (wave: number, flowId = flow) => {
        await crowd(sql, { flowId, listId: '1', wave });
        await crowdOfHistory(sql, contact, flowId, wave);
      };
      await prepare({
        made: async () => void (await ask(millrace, asked)),
        fill: (of) => fill(1, of === undefined ? flow : '2'),
        vacuum: async () => void (await sql.unsafe('vacuum analyze')),
      });
      await fill(2);
      await withEitherPlans(millrace, async () => {
        const found = await ask(millrace, asked);
        // The one passage that is asked for came with the first wave, if at all.
        const isOf = (path: string) => !path.includes('enrollmentId=');
        expect(Object.entries(found).filter(([path]) => isOf(path))).toEqual(
          Object.entries(asked).filter(([path]) => isOf(path)),
        );
        const above = await statementsAbove(millrace, PAGES_MAX);
        // A plan that was made while there were no enrollments sorts a flow's, until they are analyzed; nothing else does.
        const isForgiven = (told: string) =>
          state.includes('empty') && told.includes('order by enrolled_at desc');
        expect(above.filter((told) => !isForgiven(told))).toEqual([]);
      });
    } finally {
      await millrace.stop();
    }
  },
  240_000,
);

test('a filter that no index knows is looked through so many rows a page, and goes on from there', async () => {
  const millrace = await startMillrace({ role: 'api' }, undefined, REQUEST_LIMITS, 1);
  try {
    const flow = (await millrace.post('/automation/v4/flows', contactFlow([]))).body.id as string;
    const rows = 2 * ROWS_LOOKED_AT_MAX + 500;
    await millrace.sql.unsafe(`
      insert into steps (account_id, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, started_at, at)
        select 1, ${flow}, n, 1, n, 1, case when n in (1, 2) then '9' else '1' end, '0-5', 'SUCCEEDED', now(), now() - n * interval '1 second'
        from generate_series(1, ${rows}) n;
      insert into enrollments (account_id, flow_id, id, object_type_id, record_id, enrolled_at, trigger, revision_id, action_id, status, ended)
        select 1, ${flow}, n, '0-1', n, now() - n * interval '1 second', '{"kind": "MANUAL"}', 1, case when n > ${rows} - 2 then '9' else '1' end, 'COMPLETED', n
        from generate_series(1, ${rows}) n`);
    const pages = async (path: string) => {
      const found: number[] = [];
      let after = '';
      do {
        const { body } = await millrace.get(`/millrace/v1/flows/${flow}/${path}&actionId=9${after}`);
        found.push(body.results.length);
        after = body.paging ? `&after=${body.paging.next.after}` : '';
      } while (after !== '');
      return found;
    };
    expect(await pages('steps?limit=10')).toEqual([2, 0, 0]);
    expect(await pages('enrollments?limit=10')).toEqual([0, 0, 2]);
    expect(await pages('enrollments?limit=1')).toEqual([0, 0, 1, 1]);
  } finally {
    await millrace.stop();
  }
});

test('what failed in one flow is found at once, however much failed in others since', async () => {
  const millrace = await startMillrace({ role: 'api' }, undefined, REQUEST_LIMITS, 1);
  try {
    const { sql, get, post } = millrace;
    const [flow, other] = [
      (await post('/automation/v4/flows', contactFlow([]))).body.id as string,
      (await post('/automation/v4/flows', contactFlow([]))).body.id as string,
    ];
    const failed = async (id: string, count: number, from: string) =>
      sql.unsafe(`
        insert into steps (account_id, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, reason, started_at, at)
          select 1, ${id}, n, 1, n, 1, '1', '0-5', 'FAILED', 'REFUSED', now(), ${from} + n * interval '1 millisecond' from generate_series(1, ${count}) n`);
    await failed(flow, 5, `date_trunc('month', now())`);
    await failed(other, 2 * ROWS_LOOKED_AT_MAX, `date_trunc('month', now()) + interval '1 minute'`);
    await countPages(sql, 'auto');
    await forgetPages(sql);
    for (const path of [`steps?flowId=${flow}&`, `flows/${flow}/steps?`]) {
      const { body } = await get(`/millrace/v1/${path}outcome=FAILED&limit=10`);
      expect([body.results.length, body.paging]).toEqual([5, undefined]);
    }
    expect((await get(`/millrace/v1/errors?flowId=${flow}`)).body.results).toMatchObject([{ count: 5 }]);
    expect(await statementsAbove(millrace, PAGES_MAX)).toEqual([]);
  } finally {
    await millrace.stop();
  }
});

test('a page of many takes as many statements as a page of one', async () => {
  const millrace = await startMillrace({ role: 'api' }, undefined, REQUEST_LIMITS, 1);
  try {
    const { sql } = millrace;
    await countPages(sql, 'auto');
    const flow = (await millrace.post('/automation/v4/flows', contactFlow([]))).body.id as string;
    const contact = (await millrace.post('/crm/v3/objects/contacts', { properties: { city: 'Bern' } })).body
      .id;
    await crowd(sql, { flowId: flow, listId: '1', wave: 1 });
    await crowdOfHistory(sql, contact, flow, 1);
    /** The fewest of a few times: what is kept for a while, as who a token belongs to, is looked up now and then. */
    const statements = async (path: string) => {
      const times: number[] = [];
      for (let time = 0; time < 2; time++) {
        await forgetPages(sql);
        await millrace.get(path);
        const [row] = await sql`
          select sum(calls)::int as calls from pg_stat_statements
          where dbid = (select oid from pg_database where datname = current_database()) and query not ilike '%pg_stat_statements%'`;
        times.push(row!['calls'] as number);
      }
      return Math.min(...times);
    };
    const differing: Body[] = [];
    for (const path of Object.keys(questions(flow, contact))) {
      const [one, many] = [path.replace('limit=5', 'limit=1'), path.replace('limit=5', 'limit=100')];
      const counts = [await statements(`/millrace/v1${one}`), await statements(`/millrace/v1${many}`)];
      if (counts[0] !== counts[1]) differing.push([path, counts]);
    }
    expect(differing).toEqual([]);
  } finally {
    await millrace.stop();
  }
}, 240_000);
