/** The lists that people look at first × databases in every state: none reads what is of other accounts, of other hours, or went well. */
import { expect, test } from 'vitest';
import { REQUEST_LIMITS, type Sql } from '../../src/platform/index.ts';
import { contactFlow, delayMinutes, manual } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { countPages } from '../support/statement-pages.ts';
import { CROWD } from './crowd.test-support.ts';
import { MADE_FOR_ANY, PAGES_MAX, statementsAbove, WHENEVER, withEitherPlans } from './plans.test-support.ts';

/** Accounts that have the crowd's things, a thousand each. */
const OTHERS = CROWD / 1_000;
/** Hours in which each action of a flow had steps, and actions of a flow. */
const HOURS = 4_000;
const ACTIONS = 10;
/** Failed steps of the flow, in as many hours. */
const FAILED = 20;

/** Of others so much of each kind; of the flow many hours of what went well, and a few of what did not. */
async function fillWith(sql: Sql, flowId: string, wave: number): Promise<void> {
  const first = wave * 1_000_000;
  const theirs = `(
    select n as id, 100 + n % ${OTHERS} as account_id, now() - n % 1000 * interval '1 hour' as at
    from generate_series(${first} + 1, ${first} + ${CROWD}) n
  ) as theirs`;
  const steps =
    'steps (account_id, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, reason, started_at, at)';
  const counts =
    'step_counts (account_id, flow_id, action_id, hour, outcome, reason, branch, count, last_at)';
  const hour = `date_trunc('hour', now()) - hour * interval '1 hour' - ${wave} * interval '1 year'`;
  await sql.unsafe(`
    insert into accounts (id, name) select 100 + n, 'Other' from generate_series(0, ${OTHERS} - 1) n on conflict do nothing;
    insert into flows (account_id, id, object_type_id, name, is_enabled, revision_id, created_at, updated_at, deleted_at)
      select account_id, id, '0-1', 'Welcome ' || id, true, 1, at, at, case when id % 2 = 0 then at end from ${theirs};
    insert into flow_revisions (account_id, flow_id, revision_id, definition, created_at) select account_id, id, 1, '{}', at from ${theirs};
    insert into enrollments (account_id, flow_id, id, object_type_id, record_id, enrolled_at, trigger, revision_id, status, ended, ended_at)
      select account_id, id, id, '0-1', id, at, '{"kind": "MANUAL"}', 1, 'FAILED', id, at from ${theirs};
    insert into ${steps} select account_id, id, id, 1, id, 1, '1', '0-5', 'FAILED', 'REFUSED', at, date_trunc('month', now()) from ${theirs};
    insert into ${counts} select account_id, id, '1', date_trunc('hour', at), 'FAILED', 'REFUSED', '', 1, at from ${theirs};
    insert into step_tallies (account_id, flow_id, action_id, hour, outcome, reason, branch, count, last_at)
      select account_id, id, '1', at, 'FAILED', 'REFUSED', '', 1, at from ${theirs};
    insert into error_states (account_id, flow_id, action_id, reason, state, at, saved_by) select account_id, id, '1', 'REFUSED', 'FIXED', at, '{}' from ${theirs};
    insert into lists (account_id, id, object_type_id, name, processing_type, created_at, updated_at)
      select account_id, id, '0-1', 'Welcome ' || id, 'MANUAL', at, at from ${theirs};
    insert into forms (account_id, id, name, definition, created_at, updated_at)
      select account_id, gen_random_uuid(), 'Welcome ' || id, '{}', at, at from ${theirs};
    insert into marketing_emails (account_id, id, name, definition, state, created_at, updated_at)
      select account_id, id, 'Welcome ' || id, '{}', 'PUBLISHED', at, at from ${theirs};
    insert into ${steps}
      select 1, ${flowId}, ${first} + n, 1, n, 1, '1', '0-5', 'SUCCEEDED', null, now(), date_trunc('month', now()) + n * interval '1 second'
      from generate_series(1, ${CROWD}) n;
    insert into ${steps}
      select 1, ${flowId}, ${first} + n, 2, n, 1, '2', '0-5', 'FAILED', 'REFUSED', now(), date_trunc('month', now()) from generate_series(1, ${FAILED}) n;
    insert into ${counts}
      select 1, ${flowId}, action::text, ${hour}, 'SUCCEEDED', '', '', 1, ${hour} from generate_series(1, ${ACTIONS}) action, generate_series(1, ${HOURS}) hour;
    insert into ${counts}
      select 1, ${flowId}, '2', ${hour}, 'FAILED', 'REFUSED', '', 1, ${hour} from generate_series(1, ${FAILED}) hour`);
}

/** Questions by their paths. */
function questions(flow: string): readonly string[] {
  const lists = [
    '',
    '&search=Welcome',
    '&isEnabled=true',
    '&objectTypeId=0-1',
    '&state=ON',
    '&sort=-failedSteps',
  ];
  const errors = [
    '',
    `&flowId=${flow}`,
    '&outcome=SKIPPED',
    '&reason=REFUSED',
    '&actionId=2',
    '&expected=false',
  ];
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  return [
    ...lists.map((query) => `flows?limit=5${query}`),
    'flows?limit=5&deleted=true',
    ...errors.map((query) => `errors?limit=5${query}`),
    `errors?limit=5&from=${hourAgo}&state=OPEN`,
    'search?q=Welcome&kinds=flow,list,form,email',
    `flows/${flow}/counts?since=${hourAgo}`,
  ];
}

async function ask({ get }: Millrace, flow: string): Promise<void> {
  for (const path of questions(flow)) {
    const { status, body } = await get(`/millrace/v1/${path}`);
    expect(status, JSON.stringify(body)).toBe(200);
  }
}

test.each(WHENEVER)(
  'no list reads what is not its business: plans $state',
  async ({ prepare }) => {
    // One connection, so that the plans that were made are those that are used.
    const millrace = await startMillrace({ role: 'api' }, undefined, REQUEST_LIMITS, 1);
    try {
      const { sql } = millrace;
      await countPages(sql, MADE_FOR_ANY);
      for (const table of FILLED) await sql.unsafe(`alter table ${table} set (autovacuum_enabled = off)`);
      const made = async (name: string) =>
        (
          await millrace.post(
            '/automation/v4/flows',
            contactFlow([{ ...delayMinutes(60), actionId: '1' }], manual, { name, isEnabled: true }),
          )
        ).body.id as string;
      const [flow, other] = [await made('Welcome'), await made('Welcome others')];
      await prepare({
        made: () => ask(millrace, flow),
        fill: (of) => fillWith(sql, of === undefined ? flow : other, 1),
        vacuum: async () => void (await sql.unsafe('vacuum analyze')),
      });
      await fillWith(sql, flow, 2);
      await withEitherPlans(millrace, async () => {
        await ask(millrace, flow);
        const { body } = await millrace.get(`/millrace/v1/errors?flowId=${flow}`);
        expect(body.results).toMatchObject([{ actionId: '2', reason: 'REFUSED' }]);
        const found = await millrace.get('/millrace/v1/flows?limit=5');
        expect(
          found.body.results.find(({ id }: { id: string }) => id === flow).counts.failedSteps,
        ).toBeGreaterThanOrEqual(FAILED);
        expect(await statementsAbove(millrace, PAGES_MAX)).toEqual([]);
      });
    } finally {
      await millrace.stop();
    }
  },
  240_000,
);

const FILLED = [
  'flows',
  'flow_revisions',
  'enrollments',
  'step_counts',
  'step_tallies',
  'error_states',
  'lists',
  'forms',
  'marketing_emails',
];
