import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
let flowId: string;
let statements = 0;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' }, () => statements++);
  await millrace.sql`update accounts set time_zone = 'America/New_York'`;
  const kind = { type: 'CONTACT_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-1' };
  flowId = (await millrace.post('/automation/v4/flows', kind)).body.id;
  // Wednesday evening and Thursday in New York; both are Thursday in UTC.
  await passage('2026-01-01T04:59:00Z', 'COMPLETED', '2026-01-01T05:00:00Z');
  await passage('2026-01-01T05:00:00Z', 'UNENROLLED', '2026-02-01T12:00:00Z');
  await passage('2026-01-04T12:00:00Z', 'FAILED', '2026-02-01T13:00:00Z');
  await passage('2026-01-05T12:00:00Z', 'ACTIVE', null);
});
afterAll(() => millrace.stop());

let recordId = 0;
async function passage(enrolledAt: string, status: string, endedAt: string | null) {
  recordId++;
  await millrace.sql`
    insert into enrollments (account_id, flow_id, object_type_id, record_id, status, ended, enrolled_at, ended_at,
                             trigger, revision_id)
    values (${millrace.accountId}, ${flowId}, '0-1', ${recordId}, ${status}::enrollment_status,
            ${endedAt === null ? 0 : recordId}, ${enrolledAt}::timestamptz, ${endedAt}::timestamptz, '{}', 1)`;
}

async function performance(query = ''): Promise<string[]> {
  const { status, body } = await millrace.get(`/automation/v4/flows/performance/${flowId}${query}`);
  expect(status).toBe(200);
  return body.results.map(
    ({ bucket, series, frequency }: { bucket: string; series: string; frequency: number }) =>
      `${bucket} ${series} ${frequency}`,
  );
}

test('days are those of the account’s zone, and empty ones are left out', async () => {
  expect(await performance()).toEqual([
    '2025-12-31 ENROLLED 1',
    '2026-01-01 COMPLETED 1',
    '2026-01-01 ENROLLED 1',
    '2026-01-04 ENROLLED 1',
    '2026-01-05 ENROLLED 1',
    '2026-02-01 UNENROLLED 2',
  ]);
});

test('weeks begin on Monday, or on the day asked for', async () => {
  expect(await performance('?bucketType=WEEK')).toEqual([
    '2025-12-29 COMPLETED 1',
    '2025-12-29 ENROLLED 3',
    '2026-01-05 ENROLLED 1',
    '2026-01-26 UNENROLLED 2',
  ]);
  expect(await performance('?bucketType=WEEK&firstDay=SUNDAY')).toEqual([
    '2025-12-28 COMPLETED 1',
    '2025-12-28 ENROLLED 2',
    '2026-01-04 ENROLLED 2',
    '2026-02-01 UNENROLLED 2',
  ]);
});

test('months, from and to given instants', async () => {
  const [start, end] = [Date.parse('2026-01-01T05:00:00Z'), Date.parse('2026-01-05T12:00:00Z')];
  expect(await performance(`?bucketType=MONTH&start=${start}&end=${end}`)).toEqual([
    '2026-01-01 COMPLETED 1',
    '2026-01-01 ENROLLED 3',
  ]);
});

test('a constant number of statements', async () => {
  const count = async () => {
    const before = statements;
    await performance();
    return statements - before;
  };
  const few = await count();
  for (let more = 0; more < 50; more++) await passage('2026-01-05T12:00:00Z', 'ACTIVE', null);
  expect(await count()).toBe(few);
});

test.each([
  ['bucketType=YEAR', 400],
  ['firstDay=8', 400],
  ['start=yesterday', 400],
  ['end=1e30', 400],
])('%s: %i', async (query, status) => {
  const answer = await millrace.get(`/automation/v4/flows/performance/${flowId}?${query}`);
  expect(answer.status).toBe(status);
});

test('of no flow: 404', async () => {
  expect((await millrace.get('/automation/v4/flows/performance/999999')).status).toBe(404);
});
