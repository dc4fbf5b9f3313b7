import { afterAll, beforeAll, expect, test } from 'vitest';
import { addUpTallies } from '../../../src/passages/index.ts';
import { contactFlow, delayMinutes, is, manual, setProperty, to } from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
let flow: string;

/** A branch by job title; engineers wait an hour, others fail to be set to a stage that there is not. */
const actions = [
  {
    type: 'LIST_BRANCH',
    actionId: '1',
    defaultBranchName: 'Others',
    defaultBranch: to('3'),
    listBranches: [
      {
        branchName: 'Engineers',
        connection: to('2'),
        filterBranch: { filterBranchType: 'AND', filterBranches: [], filters: [is('jobtitle', 'Engineer')] },
      },
    ],
  },
  { ...delayMinutes(60), actionId: '2' },
  { ...setProperty('lifecyclestage', 'nonsense'), actionId: '3' },
];

beforeAll(async () => {
  story = await tellStory();
  flow = await story.givenFlow(contactFlow(actions, manual));
  for (const jobtitle of ['Engineer', 'Engineer', 'Baker'])
    await story.enroll(flow, await story.givenContact({ jobtitle }));
});
afterAll(() => story?.stop());

async function counts(query = ''): Promise<Body> {
  const { status, body } = await story.millrace.get(`/millrace/v1/flows/${flow}/counts${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

test('who waits where, and since when; what steps came to, by branch', async () => {
  const found = await counts();
  expect(found).toMatchObject({ flowId: flow, since: null, active: 2 });
  expect(found.actions).toMatchObject({
    1: {
      waiting: 0,
      succeeded: 3,
      failed: 0,
      skipped: 0,
      branches: { Engineers: 2, Others: 1 },
      connections: { 'listBranches[0].connection': 2, defaultBranch: 1 },
    },
    2: { waiting: 2, succeeded: 0, oldestSince: expect.any(String) },
    3: { waiting: 0, succeeded: 0, failed: 1, branches: {}, oldestSince: null },
  });
  const [, first] = await story.enrollments(flow, '?status=ACTIVE');
  expect(found.actions[2].oldestSince).toBe(first!.position.since);
});

test('the same before and after tallies are added up, however many add them at once', async () => {
  const { sql, accountId } = story.millrace;
  const before = (await counts()).actions;
  const done = await Promise.all(Array.from({ length: 4 }, () => addUpTallies(sql, accountId)));
  expect(await sql`select from step_tallies`).toHaveLength(0);
  expect((await counts()).actions).toEqual(before);
  expect(done.filter((count) => count > 0).length).toBeLessThanOrEqual(1);
  const [sum] = await sql`select sum(count)::int as steps from step_counts`;
  const [logged] = await sql`select count(*)::int as steps from steps`;
  expect(sum).toEqual(logged);
});

test('what is logged while tallies are added up is counted once', async () => {
  const { sql, accountId } = story.millrace;
  const contacts = await Promise.all(
    Array.from({ length: 30 }, () => story.givenContact({ jobtitle: 'Baker' })),
  );
  let isOver = false;
  const adding = [1, 2].map(async () => {
    while (!isOver) await addUpTallies(sql, accountId);
  });
  await Promise.all(contacts.map((id) => story.enroll(flow, id)));
  isOver = true;
  await Promise.all(adding);
  expect((await counts()).actions).toMatchObject({
    1: { branches: { Engineers: 2, Others: 31 } },
    3: { failed: 31 },
  });
});

test('since an hour; by day with all who ended', async () => {
  await story.pass('PT2H');
  const { now } = (await story.millrace.get('/millrace/v1/clock')).body;
  const found = await counts(`?since=${now}`);
  expect(found.actions).not.toHaveProperty('1');
  expect(Date.parse(found.since) % 3_600_000).toBe(0);
  const passed = await counts(`?since=${new Date(Date.parse(now) - 90 * 60_000).toISOString()}`);
  expect(passed.actions[2]).toMatchObject({ succeeded: 2, waiting: 0 });
  const { body } = await story.millrace.get(`/millrace/v1/flows/${flow}/performance?bucket=MONTH`);
  const total = (member: string) =>
    body.results.reduce((sum: number, bucket: Body) => sum + bucket[member], 0);
  expect([total('enrolled'), total('completed'), total('unenrolled')]).toEqual([33, 33, 0]);
  const hours = (await story.millrace.get(`/millrace/v1/flows/${flow}/performance?bucket=HOUR`)).body.results;
  expect(hours.map(({ bucket }: Body) => bucket).join()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00[+-]\d\d:\d\d/);
  expect(hours.reduce((sum: number, { enrolled }: Body) => sum + enrolled, 0)).toBe(33);
});

test('ways of one name are told apart by their members; a way that is moved or renamed takes along what went there, one that is gone keeps its name', async () => {
  const branch = (branchName: string, jobtitle: string) => ({
    branchName,
    connection: to('2'),
    filterBranch: { filterBranchType: 'AND', filterBranches: [], filters: [is('jobtitle', jobtitle)] },
  });
  const branching = (...listBranches: Body[]) => [
    { type: 'LIST_BRANCH', actionId: '1', defaultBranch: to('2'), listBranches },
    { ...delayMinutes(60), actionId: '2' },
  ];
  const [same, alike, other] = [branch('Same', 'Baker'), branch('Same', 'Smith'), branch('Other', 'Weaver')];
  const id = await story.givenFlow(contactFlow(branching(same, alike, other), manual));
  for (const jobtitle of ['Baker', 'Smith', 'Smith', 'Weaver', 'Weaver', 'Weaver', 'King'])
    await story.enroll(id, await story.givenContact({ jobtitle }));
  const ways = async () => (await story.millrace.get(`/millrace/v1/flows/${id}/counts`)).body.actions[1];
  expect(await ways()).toMatchObject({
    branches: { Same: 3, Other: 3, default: 1 },
    connections: {
      'listBranches[0].connection': 1,
      'listBranches[1].connection': 2,
      'listBranches[2].connection': 3,
      defaultBranch: 1,
    },
  });
  const [passage] = await story.enrollments(id);
  const { steps } = (await story.millrace.get(`/millrace/v1/enrollments/${passage.id}`)).body;
  expect(steps[0].detail).toMatchObject({ branch: 'default', member: 'defaultBranch' });
  await story.changeFlow(id, (body) => ({ ...body, actions: branching(other, same) }));
  expect((await ways()).connections).toEqual({
    'listBranches[0].connection': 3,
    'listBranches[1].connection': 3,
    defaultBranch: 1,
  });
  await story.changeFlow(id, (body) => ({ ...body, actions: branching(branch('New', 'Baker')) }));
  expect(await ways()).toMatchObject({
    branches: { Same: 3, Other: 3, default: 1 },
    connections: { 'listBranches[0].connection': 0, defaultBranch: 1 },
  });
});

test('counts are right at once after a jump, a merge, a save for new ones only, and when the log is deleted', async () => {
  const id = await story.givenFlow(
    contactFlow(
      [
        { ...delayMinutes(600), actionId: '1', connection: to('2') },
        { ...delayMinutes(600), actionId: '2', connection: to('3') },
        { ...setProperty('jobtitle', 'Through'), actionId: '3' },
      ],
      manual,
    ),
  );
  const who = [await story.givenContact(), await story.givenContact(), await story.givenContact()];
  await story.enroll(id, ...who);
  const counted = async () => (await story.millrace.get(`/millrace/v1/flows/${id}/counts`)).body;
  expect(await counted()).toMatchObject({ active: 3, actions: { 1: { waiting: 3 } } });
  const jump = { do: { type: 'JUMP', actionId: '2' }, filter: { objectIds: [who[0]] } };
  const begun = await story.millrace.post(`/millrace/v1/flows/${id}/steer`, jump);
  expect(begun.status, JSON.stringify(begun.body)).toBe(202);
  await story.settle();
  expect(await counted()).toMatchObject({ active: 3, actions: { 1: { waiting: 2 }, 2: { waiting: 1 } } });
  await story.millrace.post('/crm/v3/objects/contacts/merge', {
    primaryObjectId: who[1],
    objectIdToMerge: who[2],
  });
  await story.settle();
  expect((await counted()).active).toBe((await story.enrollments(id, '?status=ACTIVE')).length);
  await story.changeFlow(
    id,
    (body) => ({ ...body, startActionId: '2', actions: body.actions.slice(1) }),
    '?appliesTo=NEW_ONLY',
  );
  await story.enroll(id, await story.givenContact());
  const after = await counted();
  const waiting = Object.values(after.actions as Body).reduce(
    (sum: number, each: Body) => sum + each.waiting,
    0,
  );
  expect(waiting).toBe(after.active);
  await story.pass('P3D');
  const before = await counted();
  await story.pass('P30D');
  await story.millrace.put('/millrace/v1/retention', { STEPS: 7 });
  await story.settle();
  expect((await counted()).actions).toEqual(before.actions);
});

test('bad questions', async () => {
  const get = async (path: string) => (await story.millrace.get(`/millrace/v1/flows/${path}`)).status;
  expect(await get('99999999/counts')).toBe(404);
  expect(await get(`${flow}/counts?since=yesterday`)).toBe(400);
  expect(await get(`${flow}/performance?bucket=MINUTE`)).toBe(400);
});
