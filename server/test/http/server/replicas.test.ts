/**
 * What replicas may answer, with the database as its own replica: each of these operations is answered in a transaction in which nothing can
 * be written. How replicas follow, lag and die is in crash/replica.test.ts.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClientWrites } from '../../../src/replicas/client-writes.ts';
import {
  ANSWERED_BY_REPLICAS,
  READS_BY_POST,
  TELLS_OF_PROGRESS,
} from '../../../src/roles/answered-by-replicas.ts';
import { createTestDatabase, urlOf } from '../../support/database.ts';
import { describedOperations } from '../../support/described-operations.ts';
import {
  allOf,
  anyOf,
  contactFlow,
  inARow,
  isKnown,
  setProperty,
  whenMet,
} from '../../support/flow-bodies.ts';
import { type Answer, asCaller, startMillraceOn } from '../../support/millrace.ts';
import { type Body, type Story, storyOf } from '../../support/story.ts';
import { until } from '../../support/until.ts';
import { givenEverything } from '../every-operation/given-everything.ts';
import { NOT_AUDITED } from '../millrace/audit/not-audited.ts';

let story: Story;
let ids: Readonly<Record<string, string>>;
let flow: Body;
beforeAll(async () => {
  const database = await createTestDatabase();
  story = storyOf(await startMillraceOn(database, { readUrl: urlOf(database.address) }));
  const given = await givenEverything(story);
  const criteria = whenMet([isKnown('firstname')]);
  const enrollmentSchedule = { type: 'DAILY', timeOfDay: { hour: 9, minute: 0 } };
  const flowId = await story.givenFlow(
    contactFlow(inARow(setProperty('city', 'Ulm')), criteria, { enrollmentSchedule }),
  );
  await story.enroll(flowId, given['objectId']!);
  await story.settle();
  const [enrollment] = await story.enrollments(flowId);
  flow = (await story.millrace.get(`/automation/v4/flows/${flowId}`)).body;
  const inputs = [{ type: 'FLOW_ID', flowMigrationStatusForClassicWorkflows: flowId, flowId }];
  const mapped = await story.millrace.post('/automation/v4/workflow-id-mappings/batch/read', { inputs });
  const workflowId = String(mapped.body.results[0].workflowId);
  ids = { ...given, flowId, enrollmentId: enrollment.id, number: '1', workflowId };
});
afterAll(() => story.stop());

/** What the operations need beyond their paths: a query, which begins with a question mark, or a body. */
const inputs = (): Readonly<Record<string, string | object>> => ({
  'POST /crm/v3/objects/{objectType}/search': { query: 'a', sorts: ['email'] },
  'GET /events/v3/events': `?objectType=contact&objectId=${ids['objectId']}`,
  'GET /millrace/v1/search': '?q=example',
  'POST /crm/v3/lists/search': { query: 'list' },
  'GET /crm/v3/lists/{listId}/size-and-edits-history/between':
    '?startDate=2026-01-01T00:00:00Z&endDate=2026-01-08T00:00:00Z',
  'POST /crm/v3/lists/records/memberships/batch/read': {
    inputs: [{ objectTypeId: '0-1', recordId: ids['objectId'] }],
  },
  'POST /millrace/v1/criteria/explain': { ...CRITERIA, objectId: ids['objectId'] },
  'POST /millrace/v1/criteria/preview': CRITERIA,
  'POST /millrace/v1/enrollments/steer/preview': {
    do: { type: 'PAUSE' },
    filter: { flowIds: [ids['flowId']] },
  },
  'GET /millrace/v1/flows/{flowId}/explain': `?objectId=${ids['objectId']}`,
  'POST /millrace/v1/flows/{flowId}/edit-preview': flow,
  'POST /millrace/v1/flows/{flowId}/steer/preview': { do: { type: 'PAUSE' }, filter: {} },
  'GET /automation/v3/performance/workflow/{workflowId}': '?start=1767225600000&end=1767830400000&bucket=DAY',
  'PUT /automation/v3/logevents/workflows/{workflowId}/filter': { vid: Number(ids['objectId']) },
  'GET /automation/2026-09-beta/flows/email-campaigns': `?flowId=${ids['flowId']}`,
  'GET /automation/v4/flows/email-campaigns': `?flowId=${ids['flowId']}`,
});

const CRITERIA = { objectTypeId: '0-1', filterBranch: anyOf(allOf([isKnown('firstname')])) };

async function ask(operation: string): Promise<Answer> {
  const [method, path] = operation.split(' ') as [string, string];
  const input = inputs()[operation];
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '1');
  return story.millrace.call(
    method,
    url + (typeof input === 'string' ? input : ''),
    typeof input === 'object' ? input : undefined,
  );
}

/** Requests so far, by who answered them: `replica`, or why the primary did. */
async function served(): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${story.millrace.url}/metrics`)).text();
  const lines = [...text.matchAll(/^millrace_reads_total\{by="(\w+)",why="(\w*)"\} (\d+)$/gm)];
  return Object.fromEntries(lines.map(([, by, why, count]) => [why || by!, Number(count)]));
}

test('all are operations that there are, and only read', async () => {
  const { operations } = await describedOperations(story.millrace);
  const names = operations.map(({ name }) => name);
  const listed = [...ANSWERED_BY_REPLICAS, ...READS_BY_POST, ...TELLS_OF_PROGRESS];
  expect(listed.filter((name) => !names.includes(name))).toEqual([]);
  expect(listed.length).toBe(new Set(listed).size);
  const writing = listed.filter(
    (name) => !name.startsWith('GET ') && !NOT_AUDITED['only reads']!.includes(name),
  );
  expect(writing).toEqual([]);
});

test('each is answered where nothing can be written; what is refused there is asked of the primary', async () => {
  const wrong: unknown[] = [];
  for (const operation of ANSWERED_BY_REPLICAS) {
    const before = (await served())['replica'] ?? 0;
    const { status, body } = await ask(operation);
    const after = (await served())['replica'] ?? 0;
    if (status !== 200 || after !== before + 1)
      wrong.push([operation, status, body?.message, await served()]);
  }
  expect(wrong).toEqual([]);
  expect(Object.keys(await served())).toEqual(['replica']);
  const explained = await story.millrace.get(`/millrace/v1/flows/999999999/explain?objectId=1`);
  expect([explained.status, await served()]).toMatchObject([404, { refused: 1 }]);
});

test('that a client writes, or is told of something, is noted once a while; what it reads is not', async () => {
  const { sql } = story.millrace;
  const noted = async () =>
    (await sql`select client from client_writes where account_id > 0 and position is null`).map(
      ({ client }) => client,
    );
  const { accountId } = story.millrace;
  const { token, id } = (await story.millrace.post('/millrace/v1/tokens', { name: 'another', scopes: 'all' }))
    .body;
  const client = { ...story.millrace, ...asCaller(story.millrace.url, token) };
  const inputs = [{ id: ids['objectId'] }];
  for (const read of [
    () => client.post('/crm/v3/objects/contacts/batch/read', { inputs }),
    () => client.post('/crm/v3/objects/contacts/search', {}),
    () => client.get(`/crm/v3/objects/contacts/${ids['objectId']}`),
    () => client.patch('/crm/v3/objects/contacts/999999999', { properties: { city: 'Ulm' } }),
  ])
    expect((await read()).status).toBeLessThan(500);
  expect(await noted()).not.toContain(`token ${id}`);
  await client.patch(`/crm/v3/objects/contacts/${ids['objectId']}`, { properties: { city: 'Bonn' } });
  expect(await noted()).toContain(`token ${id}`);
  // A note holds for a while, in which this process makes no other; its age is what is known of when it was made.
  const age = (seconds: number) =>
    sql`update client_writes set noted_at = now() - make_interval(secs => ${seconds})`;
  await age(3);
  await client.post('/crm/v3/objects/contacts/search', {});
  await until(async () => !(await noted()).includes(`token ${id}`));
  const writes = new ClientWrites(sql, story.millrace.services.log);
  const floor = await writes.floorOf({ accountId, name: `token ${id}` });
  await client.patch(`/crm/v3/objects/contacts/${ids['objectId']}`, { properties: { city: 'Ulm' } });
  expect(await noted()).not.toContain(`token ${id}`);
  // Another process does not know of the note, and a crash empties the table: all that is in the log counts then.
  await writes.note({ accountId, name: `token ${id}` });
  const raised = await writes.floorOf({ accountId, name: `token ${id}` });
  expect(raised!.position).toBeGreaterThan(floor!.position);
  await sql`truncate client_writes`;
  const anew = await writes.floorOf({ accountId, name: 'token 999' });
  expect(anew!.position).toBeGreaterThanOrEqual(raised!.position);
});
