import { afterEach, expect, test, vi } from 'vitest';
import { LANE_ROWS } from '../../src/execution/index.ts';
import { contactFlow, inARow, is, sendEmail, setProperty, whenMet } from '../support/flow-bodies.ts';
import { dynamicList } from '../support/list-bodies.ts';
import { startMailServer } from '../support/mail-server.ts';
import { type Story, tellStory } from '../support/story.ts';

let story: Story;
afterEach(() => story?.stop());

/** Values by name and labels, as they stand in the text: `millrace_steps_total{action_type="0-4",outcome="FAILED"}`. */
async function scrape(): Promise<{ readonly text: string; readonly values: ReadonlyMap<string, number> }> {
  const response = await fetch(`${story.millrace.url}/metrics`);
  expect(response.status).toBe(200);
  const text = await response.text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return {
    text,
    values: new Map(
      lines.map((line) => {
        const space = line.lastIndexOf(' ');
        return [line.slice(0, space), Number(line.slice(space + 1))];
      }),
    ),
  };
}

async function givenMailFlow(config: Parameters<typeof tellStory>[0]) {
  story = await tellStory({ logLevel: 'silent', ...config });
  const email = await story.millrace.post('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello',
    content: { plainTextVersion: 'Hello' },
  });
  await story.millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
  return story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'Lead'), sendEmail(email.body.id))));
}

test('steps, effects, mails and requests are counted', async () => {
  const flowId = await givenMailFlow({});
  const contacts = [await story.givenContact(), await story.givenContact({ email: '' })];
  await story.enroll(flowId, ...contacts);
  await story.millrace.get('/crm/v3/objects/contacts/999999999');
  await story.millrace.get('/nowhere/at/all');
  const { values } = await scrape();
  const expected = {
    'millrace_steps_total{action_type="0-5",outcome="SUCCEEDED"}': 2,
    'millrace_steps_total{action_type="0-4",outcome="SUCCEEDED"}': 1,
    'millrace_steps_total{action_type="0-4",outcome="FAILED"}': 1,
    'millrace_effects_total{kind="email",target="email",outcome="done"}': 1,
    'millrace_effects_total{kind="email",target="email",outcome="failed"}': 1,
    'millrace_effect_duration_seconds_count{kind="email",outcome="done"}': 1,
    'millrace_mails_total{delivery="captured"}': 1,
    'millrace_http_requests_total{method="POST",route="/crm/v3/objects/:objectType",status="201"}': 2,
    'millrace_http_requests_total{method="GET",route="/crm/v3/objects/:objectType/:objectId",status="404"}': 1,
    'millrace_http_requests_total{method="GET",route="none",status="404"}': 1,
    'millrace_http_request_duration_seconds_count{method="POST",route="/crm/v3/objects/:objectType"}': 2,
    millrace_database_up: 1,
    ...gauges(IDLE),
  };
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, values.get(name)]))).toEqual(expected);
  expect(values.get('millrace_pool_roundtrip_seconds{pool="requests"}')).toBeGreaterThan(0);
  const failed = LANE_ROWS.map(({ name }) =>
    values.has(`millrace_lane_turn_duration_seconds_count{lane="${name}",outcome="failed"}`),
  );
  expect(failed).toEqual(LANE_ROWS.map(() => false));
});

/** The backlog of an account at rest. */
const IDLE = Object.fromEntries(LANE_ROWS.map(({ name }) => [name, { rows: 0, oldest: 0 }]));

/** The backlog's gauges, as they stand in the text. */
function gauges(lanes: Readonly<Record<string, { readonly rows: number; readonly oldest: number }>>) {
  return Object.fromEntries(
    Object.entries(lanes).flatMap(([lane, { rows, oldest }]) => [
      [`millrace_backlog_rows{lane="${lane}"}`, rows],
      [`millrace_backlog_oldest_seconds{lane="${lane}"}`, oldest],
    ]),
  );
}

test('of every lane, how many rows wait and for how long the oldest of them', async () => {
  // Its lanes stand still, and so does the clock.
  const mailing = await givenMailFlow({ role: 'api' });
  const { sql, services, accountId, post } = story.millrace;
  const manual = await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'Lead'))));
  await story.givenFlow(contactFlow([], whenMet([is('city', 'Ulm')])));
  const contacts = [await story.givenContact(), await story.givenContact(), await story.givenContact()];
  await story.settle();
  const stopClock = (seconds: number) => sql`
    update accounts set clock_held_at = '2030-01-15T12:00:00Z'::timestamptz + ${seconds} * interval '1 second'`;

  await stopClock(0);
  await post(`/millrace/v1/flows/${mailing}/enrollments`, { objectIds: contacts });
  await services.worker.run('enrollments', accountId);
  await stopClock(10);
  await services.worker.run('changes', accountId);
  await post(`/millrace/v1/flows/${manual}/enrollments`, { objectIds: contacts.slice(0, 2) });
  await stopClock(20);
  await post('/crm/v3/lists', dynamicList('in Ulm', [is('city', 'Ulm')]));
  await stopClock(30);
  await story.millrace.patch(`/crm/v3/objects/contacts/${contacts[0]}`, { properties: { city: 'Ulm' } });
  await sql`
    insert into criteria_due (account_id, reader, reader_id, object_type_id, record_id, due_at)
    select ${accountId}::bigint, 'FLOW', 0, '0-1', number, '2030-01-15T12:00:50Z'::timestamptz + number * interval '5 seconds'
    from generate_series(0, 9) as number`;
  await sql`
    insert into effects (account_id, kind, idempotency_key, request, created_at, due_at, attempts, awaiting_since)
    select ${accountId}::bigint, 'request', 'awaited-' || number, '{}', now(), '2030-01-15T12:00:35Z'::timestamptz + number * interval '20 seconds', 1, now()
    from generate_series(0, 9) as number`;
  await sql`
    with rule as (
      insert into alert_rules (account_id, rule, created_at, updated_at, saved_by) values (${accountId}, '{}', now(), now(), '{}') returning id
    )
    insert into alerts (account_id, rule_id, flow_id, action_id, reason, begun_at, told_at, due_at)
    select ${accountId}::bigint, id, number, '', '', now(), now(), '2030-01-15T12:00:45Z'::timestamptz + number * interval '10 seconds'
    from rule, generate_series(0, 9) as number`;
  await sql`
    insert into step_failures (account_id, flow_id, action_id, reason, at)
    select ${accountId}::bigint, 1, '1', 'REASON', '2030-01-15T12:00:55Z' from generate_series(1, 4)`;
  await stopClock(60);
  const expected = {
    ...IDLE,
    changes: { rows: 1, oldest: 30 },
    instants: { rows: 3, oldest: 10 },
    sweeps: { rows: 1, oldest: 40 },
    outcomes: { rows: 2, oldest: 25 },
    enrollments: { rows: 2, oldest: 50 },
    failures: { rows: 4, oldest: 5 },
    alerts: { rows: 2, oldest: 15 },
    effects: { rows: 3, oldest: 60 },
  };
  const { values } = await scrape();
  const shown = [...values].filter(([name]) => name.startsWith('millrace_backlog_'));
  expect(Object.fromEntries(shown)).toEqual(gauges(expected));
  expect(values.get('millrace_effects_waiting{kind="request",target="request",state="awaiting"}')).toBe(10);
  await sql`update accounts set clock_held_at = null`;
});

test('with the mail server away what is tried again counts as backlog, with the age of the oldest', async () => {
  const server = await startMailServer();
  await server.close();
  const flowId = await givenMailFlow({ smtpUrl: server.url });
  await story.enroll(flowId, await story.givenContact(), await story.givenContact());
  await story.pass('PT10M');
  const { values } = await scrape();
  expect(values.get('millrace_backlog_rows{lane="effects"}')).toBe(2);
  expect(values.get('millrace_effects_waiting{kind="email",target="email",state="retrying"}')).toBe(2);
  const oldest = values.get('millrace_backlog_oldest_seconds{lane="effects"}')!;
  expect(oldest).toBeGreaterThanOrEqual(600);
  expect(oldest).toBeLessThan(900);
  expect(
    values.get('millrace_effects_total{kind="email",target="email",outcome="retry"}'),
  ).toBeGreaterThanOrEqual(4);
});

test('with the database away it says so, and is still there', async () => {
  await givenMailFlow({ role: 'api' });
  const { sql } = story.millrace;
  const { values: before } = await scrape();
  expect(before.get('millrace_database_up')).toBe(1);
  await sql`alter table pending_changes rename to elsewhere`;
  // Whoever asked within a second would be told the same.
  const now = performance.now.bind(performance);
  const later = vi.spyOn(performance, 'now').mockImplementation(() => now() + 1_100);
  const { values } = await scrape();
  later.mockRestore();
  expect(values.get('millrace_database_up')).toBe(0);
  expect(values.has('millrace_backlog_rows{lane="changes"}')).toBe(false);
  expect(
    values.get('millrace_http_requests_total{method="POST",route="/automation/v4/flows",status="201"}'),
  ).toBe(1);
  await sql`alter table elsewhere rename to pending_changes`;
});

test('names, help and labels are as Prometheus wants them, and no client can make up labels', async () => {
  await givenMailFlow({ role: 'api' });
  for (let number = 0; number < 30; number++) await story.millrace.get(`/made/up/${number}`);
  const { text, values } = await scrape();
  const metrics = [...text.matchAll(/^# TYPE (millrace_\w+) (\w+)$/gm)].map(([, name, type]) => [
    name!,
    type!,
  ]);
  expect(metrics.length).toBeGreaterThan(10);
  for (const [name, type] of metrics) {
    expect(text).toMatch(new RegExp(`^# HELP ${name} \\S`, 'm'));
    if (type === 'counter') expect(name).toMatch(/_total$/);
    if (type === 'histogram') expect(name).toMatch(/_(seconds|tries)$/);
  }
  expect([...values.keys()].filter((name) => name.includes('made'))).toEqual([]);
});
