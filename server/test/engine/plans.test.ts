import { expect, test } from 'vitest';
import { dueAccounts, nextDue } from '../../src/accounts/index.ts';
import { dueEffects } from '../../src/effects/index.ts';
import { claimEffects } from '../../src/effects/queries/claim.ts';
import { LANE_ROWS } from '../../src/execution/index.ts';
import { REQUEST_LIMITS } from '../../src/platform/index.ts';
import { loadHolders } from '../../src/records/index.ts';
import {
  action,
  allOf,
  anyOf,
  contactFlow,
  is,
  isKnown,
  sendEmail,
  setProperty,
  to,
  whenMet,
} from '../support/flow-bodies.ts';
import { dynamicList, inList } from '../support/list-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { countPages, forgetPages } from '../support/statement-pages.ts';
import { CROWD, crowd, crowdOfEffects, crowdOfSchedules, leaveDeadRows } from './crowd.test-support.ts';
import {
  MADE_FOR_ANY,
  PAGES_MAX,
  statementsAbove,
  WHENEVER,
  WHENEVER_IN_EACH_MODE,
  withEitherPlans,
} from './plans.test-support.ts';

/** Contacts of a round. */
const CONTACTS = 5;

test.each(WHENEVER)(
  'no statement reads what is not its business: plans $state',
  async ({ prepare }) => {
    // One connection, so that the plans that were made are those that are used.
    const millrace = await startMillrace({ role: 'api' }, undefined, REQUEST_LIMITS, 1);
    try {
      const { sql } = millrace;
      await countPages(sql, MADE_FOR_ANY);
      const { flow, list } = await flowAndList(millrace);
      for (const table of WORKED_ON) await sql.unsafe(`alter table ${table} set (autovacuum_enabled = off)`);
      let rounds = 0;
      await prepare({
        made: () => round(millrace, flow, `made-${rounds++}`),
        fill: (of) => crowd(sql, { flowId: of === undefined ? flow : '2', listId: list, wave: 1 }),
        vacuum: async () => void (await sql.unsafe('vacuum analyze')),
      });
      await crowd(sql, { flowId: flow, listId: list, wave: 2 });
      await leaveDeadRows(sql);
      await millrace.post('/millrace/v1/clock/settle');
      await withEitherPlans(millrace, async (mode) => {
        await round(millrace, flow, `measured-${mode}`);
        expect((await statementsAbove(millrace, 0)).length).toBeGreaterThan(50);
        expect(await statementsAbove(millrace, PAGES_MAX)).toEqual([]);
      });
    } finally {
      await millrace.stop();
    }
  },
  120_000,
);

/** Targets that take effects, beside one that does not. */
const TARGETS = Array.from({ length: 20 }, (_, number) => `host-${number}.example.test`);
const SILENT = 'silent.example.test';

test.each(WHENEVER_IN_EACH_MODE)(
  'a claim of effects reads nothing of what waits for a target that has no slot free: plans $state, $mode',
  async ({ mode, prepare }) => {
    const millrace = await startMillrace({ role: 'api' }, undefined, REQUEST_LIMITS, 1);
    try {
      const { sql, accountId } = millrace;
      await countPages(sql, mode);
      await sql.unsafe('alter table effects set (autovacuum_enabled = off)');
      const room = {
        kinds: [{ kind: 'request', performer: 'request', free: 30, perTarget: 4 }],
        inHand: [{ kind: 'request', target: SILENT, count: 4 }],
        most: 50,
      };
      const claim = async () => {
        await dueAccounts(sql, dueEffects);
        const lease = { token: crypto.randomUUID(), holder: crypto.randomUUID() };
        return claimEffects(sql, accountId, room, Date.now() + 60_000, lease);
      };
      const fill = (wave: number) =>
        crowdOfEffects(sql, { kind: 'request', silent: SILENT, others: TARGETS, wave });
      await prepare({
        made: async () => void (await claim()),
        fill: () => fill(1),
        vacuum: async () => void (await sql.unsafe('vacuum analyze')),
      });
      await fill(2);
      await forgetPages(sql);
      const claimed = await claim();
      expect(claimed).toHaveLength(30);
      expect(claimed.filter(({ target }) => !TARGETS.includes(target))).toEqual([]);
      for (const each of Map.groupBy(claimed, ({ target }) => target).values())
        expect(each.length).toBeLessThanOrEqual(4);
      expect(await statementsAbove(millrace, PAGES_MAX)).toEqual([]);
    } finally {
      await millrace.stop();
    }
  },
  120_000,
);

test.each(WHENEVER)(
  'the ledger of effects reads no more than a page of what it is asked for: plans $state',
  async ({ prepare }) => {
    const millrace = await startMillrace({ role: 'api' }, undefined, REQUEST_LIMITS, 1);
    try {
      const { sql } = millrace;
      await countPages(sql, MADE_FOR_ANY);
      await sql.unsafe('alter table effects set (autovacuum_enabled = off)');
      const made = await millrace.post('/automation/v4/flows', contactFlow([]));
      const flow = made.body.id as string;
      const questions = [
        ...['', '&status=DONE', '&status=FAILED', '&status=AWAITED', '&enrollmentId=2020001'],
        ...[
          `&flowId=${flow}`,
          `&flowId=${flow}&status=FAILED`,

          '&from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z',
        ],
      ];
      // They are in one order whatever they are of: what a caller may not see is passed over.
      const next = ['&order=next', '&order=next&status=AWAITED'];
      const ask = async (asked = questions) => {
        const found: number[] = [];
        for (const question of asked) {
          const { status, body } = await millrace.get(`/millrace/v1/effects?limit=5${question}`);
          expect(status, JSON.stringify(body)).toBe(200);
          found.push(body.results.length);
        }
        return found;
      };
      let hasOthers = false;
      const fill = (wave: number, flowId = flow) => crowd(sql, { flowId, listId: '1', wave });
      await prepare({
        made: async () => void (await ask([...questions, ...next])),
        fill: (of) => {
          hasOthers = of !== undefined;
          return fill(1, hasOthers ? '2' : flow);
        },
        vacuum: async () => void (await sql.unsafe('vacuum analyze')),
      });
      await fill(2);
      await withEitherPlans(millrace, async () => {
        expect(await ask()).toEqual([5, 5, 0, 5, 3, 5, 0, 0]);
        if (!hasOthers) expect(await ask(next)).toEqual([5, 5]);
        expect(await statementsAbove(millrace, PAGES_MAX)).toEqual([]);
      });
    } finally {
      await millrace.stop();
    }
  },
  120_000,
);

test.each(WHENEVER)(
  'an occurrence of a schedule begins without reading those that are not due, or are over: plans $state',
  async ({ prepare }) => {
    const millrace = await startMillrace({ role: 'api' }, undefined, REQUEST_LIMITS, 1);
    try {
      const { sql, accountId, services } = millrace;
      await countPages(sql, MADE_FOR_ANY);
      for (const table of ['flow_schedules', 'sweeps'])
        await sql.unsafe(`alter table ${table} set (autovacuum_enabled = off)`);
      const enrollmentSchedule = { type: 'DAILY', timeOfDay: { hour: 9, minute: 0 } };
      const made = await millrace.post(
        '/automation/v4/flows',
        contactFlow([], whenMet([isKnown('city')]), { enrollmentSchedule }),
      );
      const flow = made.body.id as string;
      const occur = async () => {
        await sql`update accounts set clock_offset = clock_offset + interval '1 day'`;
        const begun = await services.worker.run('schedules', accountId);
        await services.worker.run('sweeps', accountId);
        return begun;
      };
      const fill = (wave: number, reader = flow) => crowdOfSchedules(sql, { flowId: reader, wave });
      await prepare({
        made: async () => void (await occur()),
        fill: (of) => fill(1, of === undefined ? flow : '2'),
        vacuum: async () => void (await sql.unsafe('vacuum analyze')),
      });
      await fill(2);
      await withEitherPlans(millrace, async () => {
        expect(await occur()).toBe(1);
        expect(await statementsAbove(millrace, PAGES_MAX)).toEqual([]);
      });
    } finally {
      await millrace.stop();
    }
  },
  120_000,
);

test.each(WHENEVER)(
  'a look-up by an indexed value, and a write of one, read nothing of the others: plans $state',
  async ({ prepare }) => {
    const millrace = await startMillrace({ role: 'api' }, undefined, REQUEST_LIMITS, 1);
    try {
      const { sql, accountId, post, services } = millrace;
      await countPages(sql, MADE_FOR_ANY);
      for (const table of ['records', 'indexed_values'])
        await sql.unsafe(`alter table ${table} set (autovacuum_enabled = off)`);
      const source = {
        name: 'sought',
        type: 'ENROLLED_RECORD_PROPERTY_FILTER',
        objectTypeId: '0-2',
        propertyName: 'city',
        recordFieldName: 'city',
      };
      await post(
        '/automation/v4/flows',
        contactFlow([setProperty('city', 'x', { actionId: '1' })], undefined, { dataSources: [source] }),
      );
      while ((await services.worker.run('jobs', accountId)) > 0);
      const ask = async (name: string) => {
        const made = await post('/crm/v3/objects/companies', { properties: { city: name } });
        await millrace.patch(`/crm/v3/objects/companies/${made.body.id}`, {
          properties: { city: `${name} of old` },
        });
        const long = `${name} `.repeat(100);
        await millrace.patch(`/crm/v3/objects/companies/${made.body.id}`, { properties: { city: long } });
        const values = [long, name, 'Popular'];
        const questions = values.map((value) => ({ objectTypeId: '0-2', property: 'city', value }));
        const [mine, none, popular] = await services.store.write(accountId, ({ tx, account }) =>
          loadHolders(tx, account.id, questions, 1_000),
        );
        expect([mine, none]).toEqual([[made.body.id], []]);
        return popular!.length;
      };
      const fill = async (wave: number) => {
        // Half of them have one value.
        const companies = `(select n + ${wave} * 1000000 as id, case when n % 2 = 0 then 'Popular' else 'City ' || n end as city
          from generate_series(1, ${CROWD}) n) as company`;
        await sql.unsafe(`
          insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
            select 1, '0-2', id, jsonb_build_object('city', city), now(), now() from ${companies};
          insert into indexed_values (account_id, index_id, value, record_id) select 1, 1, city, id from ${companies}`);
      };
      let rounds = 0;
      await prepare({
        made: async () => void (await ask(`made ${rounds++}`)),
        fill: () => fill(1),
        vacuum: async () => void (await sql.unsafe('vacuum analyze')),
      });
      await fill(2);
      await withEitherPlans(millrace, async (mode) => {
        expect(await ask(`measured-${mode}`)).toBe(1_000);
        expect(await statementsAbove(millrace, PAGES_MAX)).toEqual([]);
      });
    } finally {
      await millrace.stop();
    }
  },
  120_000,
);

const WORKED_ON = ['pending_changes', 'due_enrollments', 'enrollments', 'effects', 'records', 'criteria_due'];

/** A flow that does a little of everything, and a list that it asks. */
async function flowAndList({ post }: Millrace): Promise<{ flow: string; list: string }> {
  const made = await post('/crm/v3/lists', dynamicList('Engineers', [is('jobtitle', 'Engineer')]));
  const list = made.body.list.listId;
  const email = await post('/marketing/v3/emails', {
    name: 'Welcome',
    subject: 'Welcome',
    from: { fromName: 'Team', replyTo: 'team@example.test' },
    content: { widgets: { body: { body: { html: '<p>Welcome</p>' } } } },
  });
  await post(`/marketing/v3/emails/${email.body.id}/publish`);
  const ticket = action(
    '0-14',
    {
      object_type_id: '0-5',
      properties: [
        { targetProperty: 'subject', value: { type: 'STATIC_VALUE', staticValue: 'Hello' } },
        { targetProperty: 'hs_pipeline_stage', value: { type: 'STATIC_VALUE', staticValue: '1' } },
      ],
      associations: [
        {
          target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 },
          value: { type: 'ENROLLED_OBJECT' },
        },
      ],
      use_explicit_associations: 'true',
    },
    { actionId: '3', connection: to('4') },
  );
  const branch = {
    actionId: '2',
    type: 'LIST_BRANCH',
    listBranches: [{ branchName: 'In', filterBranch: anyOf(allOf([inList(list)])), connection: to('3') }],
    defaultBranch: to('3'),
  };
  const created = await post(
    '/automation/v4/flows',
    contactFlow(
      [
        setProperty('jobtitle', 'Engineer', { actionId: '1', connection: to('2') }),
        branch,
        ticket,
        sendEmail(email.body.id, { actionId: '4', connection: to('5') }),
        action('0-1', { delta: '60', time_unit: 'MINUTES' }, { actionId: '5' }),
      ],
      whenMet([is('company', 'Difference Engines')], { unEnrollObjectsNotMeetingCriteria: true }),
      { goalFilterBranch: anyOf(allOf([isKnown('website')])) },
    ),
  );
  expect(created.status).toBe(201);
  await post('/millrace/v1/clock/settle');
  return { flow: created.body.id, list };
}

/** Contacts come in, wait in the flow, leave it in different ways; one is deleted. All that the lanes do for it is done. */
async function round(millrace: Millrace, flow: string, name: string): Promise<void> {
  const { post, patch } = millrace;
  const inputs = Array.from({ length: CONTACTS }, (_, index) => ({
    properties: { email: `${name}-${index}@example.test` },
  }));
  const ids = (await post('/crm/v3/objects/contacts/batch/create', { inputs })).body.results.map(
    (each: { id: string }) => each.id,
  ) as string[];
  const change = (id: string, properties: object) => patch(`/crm/v3/objects/contacts/${id}`, { properties });
  for (const id of ids) await change(id, { company: 'Difference Engines' });
  await post('/millrace/v1/clock/settle');
  const { body } = await millrace.get(`/millrace/v1/flows/${flow}/enrollments?objectId=${ids[0]}`);
  expect(body.results).toMatchObject([{ status: 'ACTIVE', position: { actionId: '5' } }]);
  await change(ids[0]!, { company: 'Elsewhere' });
  await change(ids[1]!, { website: 'https://example.test' });
  await millrace.delete(`/crm/v3/objects/contacts/${ids[2]}`);
  await post('/millrace/v1/clock/settle');
  for (const rows of LANE_ROWS) await dueAccounts(millrace.sql, rows);
  await nextDue(millrace.sql, millrace.accountId, LANE_ROWS);
}
