import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  contactFlow,
  delayMinutes,
  flowOver,
  inARow,
  manual,
  setProperty,
} from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
let waiting: string;
let quick: string;
let dealing: string;
let ada: string;
let ben: string;

beforeAll(async () => {
  story = await tellStory();
  waiting = await story.givenFlow(contactFlow(inARow(delayMinutes(600)), manual, { name: 'Waits' }));
  quick = await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'x')), manual, { name: 'Quick' }));
  dealing = await story.givenFlow(flowOver('0-3', inARow(delayMinutes(600)), manual));
  [ada, ben] = [await story.givenContact(), await story.givenContact()];
  await story.enroll(quick, ada, ben);
  await story.pass('PT1H');
  await story.enroll(waiting, ada, ben);
  await story.enroll(dealing, await story.givenRecord('deals', { dealname: 'Big' }));
  await story.millrace.post(`/millrace/v1/flows/${waiting}/unenrollments`, { objectIds: [ben] });
});
afterAll(() => story?.stop());

async function list(query = '', token = story.millrace.token): Promise<Body> {
  const headers = { authorization: `Bearer ${token}` };
  const { status, body } = await story.millrace.call(
    'GET',
    `/millrace/v1/enrollments${query}`,
    undefined,
    headers,
  );
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const places = ({ results }: Body) => results.map(({ flowId, objectId }: Body) => [flowId, objectId]);

test('all passages of a record, over all flows, the latest first', async () => {
  const found = await list(`?objectTypeId=0-1&objectId=${ada}`);
  expect(places(found)).toEqual([
    [waiting, ada],
    [quick, ada],
  ]);
  expect(found.results[0]).toMatchObject({
    flowName: 'Waits',
    status: 'ACTIVE',
    position: { actionId: '1', waitingFor: 'delay' },
  });
  expect(places(await list(`?objectTypeId=contacts&objectId=${ada}`))).toEqual(places(found));
  expect(places(await list(`?objectId=${ada}`))).toEqual(places(found));
  expect(places(await list(`?objectTypeId=0-3&objectId=${ada}`))).toEqual([]);
});

test('by flow, status, reason, action and time', async () => {
  expect((await list()).results).toHaveLength(5);
  expect(places(await list('?status=ACTIVE&actionId=1'))).toHaveLength(2);
  expect(places(await list('?status=ACTIVE&actionId=9'))).toEqual([]);
  expect(places(await list('?status=UNENROLLED&reason=MANUAL'))).toEqual([[waiting, ben]]);
  expect(places(await list('?reason=MANUAL'))).toEqual([[waiting, ben]]);
  expect(places(await list('?status=UNENROLLED&reason=GOAL_MET'))).toEqual([]);
  expect(places(await list(`?status=COMPLETED&flowId=${quick}`))).toHaveLength(2);
  const [latest] = (await list(`?flowId=${quick}`)).results;
  expect(places(await list(`?to=${latest.enrolledAt}`)).length).toBeLessThan(2);
  const since = Date.parse(latest.enrolledAt) + 1;
  expect(places(await list(`?from=${since}`)).map(([flow]: Body) => flow)).toEqual(
    expect.arrayContaining([waiting, dealing]),
  );
  expect(places(await list(`?from=${since}`))).toHaveLength(3);
  const own = await story.enrollments(waiting, '?status=UNENROLLED&reason=MANUAL');
  expect(own.map(({ objectId }) => objectId)).toEqual([ben]);
});

test('pages follow one another without a gap while others come in', async () => {
  const whole = places(await list());
  const found: Body[] = [];
  let after = '';
  do {
    const page = await list(`?limit=2${after}`);
    found.push(...places(page));
    after = page.paging ? `&after=${page.paging.next.after}` : '';
    await story.enroll(waiting, await story.givenContact());
  } while (after !== '');
  expect(found).toEqual(whole);
});

test('a caller sees the passages of records that are open to them', async () => {
  const made = await story.millrace.post('/millrace/v1/tokens', {
    name: 'deals',
    scopes: ['automation', 'crm.objects.deals.read'],
  });
  const seen = await list('', made.body.token);
  expect(seen.results.map(({ flowId }: Body) => flowId)).toEqual([dealing]);
  const headers = { authorization: `Bearer ${made.body.token}` };
  const closed = await story.millrace.call(
    'GET',
    `/millrace/v1/enrollments?objectTypeId=0-1&objectId=${ada}`,
    undefined,
    headers,
  );
  expect(closed.status).toBe(403);
});

test('bad questions say what is wrong', async () => {
  const ask = async (query: string) => (await story.millrace.get(`/millrace/v1/enrollments?${query}`)).status;
  expect(await ask('objectTypeId=0-1')).toBe(400);
  expect(await ask('objectTypeId=unicorns&objectId=5')).toBe(400);
  expect(await ask('status=ASLEEP')).toBe(400);
  expect(await ask('after=12')).toBe(400);
  expect(await ask('flowId=99999999')).toBe(404);
});

test('an enrollment names the revision by which it came where it stands', async () => {
  const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(60), delayMinutes(60)), manual));
  await story.enroll(flow, ben);
  await story.settle();
  expect((await story.passage(flow)).revisionId).toBe('1');
  await story.changeFlow(flow, (body) => ({ ...body, name: 'Another name' }));
  await story.pass('PT1H');
  expect(await story.passage(flow)).toMatchObject({ revisionId: '2', position: { actionId: '2' } });
});
