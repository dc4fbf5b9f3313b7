import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, inARow, setProperty } from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
let flowId: string;
const contacts: string[] = [];
beforeAll(async () => {
  story = await tellStory();
  flowId = await story.givenFlow(
    contactFlow(
      inARow(
        setProperty('jobtitle', 'x'),
        setProperty('lifecyclestage', 'nonsense'),
        setProperty('city', 'y'),
      ),
    ),
  );
  for (let index = 0; index < 7; index++) contacts.push(await story.givenContact());
  await story.enroll(flowId, ...contacts);
});
afterAll(() => story.stop());

async function pages(path: string): Promise<Body[][]> {
  const found: Body[][] = [];
  let url: string | undefined = path;
  while (url) {
    const answer: Body = (await story.millrace.get(url)).body;
    found.push(answer.results);
    const link: string | undefined = answer.paging?.next?.link;
    url = link?.slice(story.millrace.url.length);
  }
  return found;
}

test('the action log pages through every step once, newest first', async () => {
  const found = await pages(`/millrace/v1/flows/${flowId}/steps?limit=4`);
  expect(found.map((page) => page.length)).toEqual([4, 4, 4, 4, 4, 1]);
  const keys = found.flat().map((step) => `${step.enrollmentId}/${step.number}`);
  expect(new Set(keys).size).toBe(21);
  const instants = found.flat().map((step) => Date.parse(step.at));
  expect(instants).toEqual([...instants].sort((a, b) => b - a));
});

test('filters by outcome, action and record', async () => {
  const get = async (query: string) =>
    (await story.millrace.get(`/millrace/v1/flows/${flowId}/steps?${query}`)).body.results;
  const failed = await get('outcome=FAILED');
  expect(failed.map((step: Body) => step.actionId)).toEqual(Array(7).fill('2'));
  expect(await get('actionId=3')).toHaveLength(7);
  expect(await get(`objectId=${contacts[2]}`)).toHaveLength(3);
  expect(await get(`objectId=${contacts[2]}&outcome=SUCCEEDED`)).toHaveLength(2);
});

test('enrollments page newest first, by status and record', async () => {
  const found = await pages(`/millrace/v1/flows/${flowId}/enrollments?limit=3&status=COMPLETED`);
  expect(found.map((page) => page.length)).toEqual([3, 3, 1]);
  const ids = found.flat().map((each) => Number(each.id));
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect(
    (await story.millrace.get(`/millrace/v1/flows/${flowId}/enrollments?objectId=${contacts[0]}`)).body
      .results,
  ).toHaveLength(1);
  expect(
    (await story.millrace.get(`/millrace/v1/flows/${flowId}/enrollments?status=ACTIVE`)).body.results,
  ).toEqual([]);
});

test.each([
  ['GET', '/millrace/v1/flows/1/steps', undefined, 404],
  ['GET', '/millrace/v1/flows/x/steps', undefined, 400],
  ['GET', '/millrace/v1/flows/1/enrollments', undefined, 404],
  ['GET', '/millrace/v1/enrollments/424242', undefined, 404],
  ['GET', '/millrace/v1/enrollments/no', undefined, 400],
  ['POST', '/millrace/v1/flows/1/enrollments', { objectIds: ['1'] }, 404],
  ['POST', '/millrace/v1/flows/1/unenrollments', { objectIds: ['1'] }, 404],
])('%s %s is refused', async (method, path, body, status) => {
  expect((await story.millrace.call(method, path, body)).status).toBe(status);
});

test.each([
  ['limit=0', 'limit'],
  ['limit=101', 'limit'],
  ['limit=x', 'limit'],
  ['after=x', 'after'],
  ['outcome=MAYBE', 'outcome'],
  ['objectId=x', 'objectId'],
])('the log refuses ?%s and names it', async (query, member) => {
  const answer = await story.millrace.get(`/millrace/v1/flows/${flowId}/steps?${query}`);
  expect([answer.status, answer.body.errors[0].in]).toEqual([400, member]);
});

test.each([
  [{}],
  [{ objectIds: [] }],
  [{ objectIds: 'x' }],
  [{ objectIds: ['x'] }],
  [{ objectIds: ['1'], more: 1 }],
  [[]],
  ['"x"'],
])('enrolling refuses %o, and enrolls nobody', async (body) => {
  const answer = await story.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, body);
  expect(answer.status).toBe(400);
  expect(answer.body.errors.length).toBeGreaterThan(0);
  expect((await story.millrace.get(`/millrace/v1/flows/${flowId}/enrollments`)).body.results).toHaveLength(7);
});

test('a record that is not there is said so, and the others go in', async () => {
  const again = await story.enroll(flowId, contacts[0]!, '987654321', contacts[0]!);
  expect(again).toEqual([
    { objectId: contacts[0], outcome: 'ENROLLED_BEFORE' },
    { objectId: '987654321', outcome: 'RECORD_NOT_FOUND' },
  ]);
});
