import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, flowOver, inARow, manual, sendEmail, setProperty } from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
let mailing: string;
let setting: string;
let dealing: string;
/** Between the first failures and those of a day later. */
let between: string;

beforeAll(async () => {
  story = await tellStory();
  mailing = await story.givenFlow(
    contactFlow(inARow(sendEmail('99999'), sendEmail('88888')), manual, { name: 'Mails' }),
  );
  setting = await story.givenFlow(
    contactFlow(inARow(setProperty('lifecyclestage', 'nonsense'), setProperty('jobtitle', 'x')), manual, {
      name: 'Sets',
    }),
  );
  dealing = await story.givenFlow(flowOver('0-3', inARow(setProperty('dealstage', 'nonsense')), manual));
  const contacts = await Promise.all(Array.from({ length: 5 }, () => story.givenContact()));
  await story.enroll(mailing, ...contacts);
  await story.enroll(setting, contacts[0]!);
  await story.pass('PT12H');
  between = (await story.millrace.get('/millrace/v1/clock')).body.now;
  await story.pass('PT12H');
  await story.enroll(dealing, await story.givenRecord('deals', { dealname: 'Big' }));
});
afterAll(() => story.stop());

const get = async (path: string, token?: string): Promise<Body> => {
  const headers = { authorization: `Bearer ${token ?? story.millrace.token}` };
  const { status, body } = await story.millrace.call('GET', `/millrace/v1/${path}`, undefined, headers);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

async function tokenWith(...scopes: string[]): Promise<string> {
  const made = await story.millrace.post('/millrace/v1/tokens', { name: 'reader', scopes });
  return made.body.token;
}

test('errors by cause, the most frequent first, with a sample', async () => {
  const { results, complete } = await get('errors');
  expect(complete).toBe(true);
  expect(results).toHaveLength(4);
  expect(results[0]).toMatchObject({
    flowId: mailing,
    flowName: 'Mails',
    actionId: '1',
    actionTypeId: '0-4',
    reason: 'EMAIL_NOT_FOUND',
    count: 5,
    records: 5,
    sample: {
      enrollmentId: expect.any(String),
      number: 1,
      message: expect.stringContaining('no marketing email'),
    },
  });
  expect(results.slice(2).map((group: Body) => [group.flowId, group.count])).toEqual([
    [setting, 1],
    [dealing, 1],
  ]);
});

test('errors of a stretch of time, of a flow, an action, a reason, a type', async () => {
  const flows = async (query: string) =>
    (await get(`errors?${query}`)).results.map((group: Body) => group.flowId);
  expect(await flows(`from=${between}`)).toEqual([dealing]);
  expect(await flows(`to=${between}`)).toEqual([mailing, mailing, setting]);
  expect(await flows(`flowId=${setting}`)).toEqual([setting]);
  expect(await flows('actionId=2')).toEqual([mailing]);
  expect(await flows('reason=EMAIL_NOT_FOUND')).toEqual([mailing, mailing]);
  expect(await flows('actionTypeId=0-5')).toEqual([setting, dealing]);
  expect(await flows('outcome=SKIPPED')).toEqual([]);
});

test('pages of errors go through all causes once', async () => {
  const seen: string[] = [];
  for (let path: string | undefined = 'errors?limit=1'; path; ) {
    const { results, paging } = await get(path);
    seen.push(...results.map((group: Body) => `${group.flowId}/${group.actionId}`));
    path = paging && `errors?limit=1&after=${paging.next.after}`;
    // A cursor is the text that was handed out, not one that says the same.
    if (paging)
      expect((await story.millrace.get(`/millrace/v1/errors?after=${paging.next.after}!`)).status).toBe(400);
  }
  expect(seen).toEqual([`${mailing}/1`, `${mailing}/2`, `${setting}/1`, `${dealing}/1`]);
});

test('steps of all flows, newest first, and pages through them', async () => {
  const { results } = await get('steps');
  expect(results).toHaveLength(13);
  expect(results[0]).toMatchObject({ flowId: dealing, outcome: 'FAILED' });
  expect((await get('steps?outcome=SUCCEEDED')).results).toMatchObject([{ flowId: setting, actionId: '2' }]);
  expect((await get(`steps?from=${between}`)).results).toHaveLength(1);
  for (const filter of ['', '&outcome=FAILED']) {
    const keys: string[] = [];
    for (let path: string | undefined = `steps?limit=3${filter}`; path; ) {
      const page = await get(path);
      keys.push(...page.results.map((step: Body) => `${step.enrollmentId}/${step.number}`));
      path = page.paging && `steps?limit=3${filter}&after=${page.paging.next.after}`;
    }
    expect(new Set(keys).size).toBe(filter === '' ? 13 : 12);
    expect(keys).toHaveLength(filter === '' ? 13 : 12);
  }
});

test("a flow's own log takes the same questions", async () => {
  const log = `flows/${mailing}/steps`;
  expect((await get(`${log}?from=${between}`)).results).toEqual([]);
  expect((await get(`${log}?to=${between}&reason=EMAIL_NOT_FOUND&actionId=2`)).results).toHaveLength(5);
});

test('what a step says of a record is for those who may read such records', async () => {
  const token = await tokenWith('automation', 'crm.objects.deals.read');
  const { results } = await get('errors', token);
  const messages = new Map(results.map((group: Body) => [group.flowId, group.sample.message]));
  expect(messages.get(mailing)).toBeNull();
  expect(messages.get(dealing)).toEqual(expect.any(String));
  const steps: Body[] = (await get('steps', token)).results;
  expect(steps.filter((step) => step.detail !== null).map((step) => step.flowId)).toEqual([dealing]);
});

test.each([
  ['steps?form=1', 'form'],
  ['steps?outcome=BAD', 'outcome'],
  ['steps?from=yesterday', 'from'],
  ['steps?after=1', 'after'],
  ['errors?after=W10', 'after'],
  ['errors?outcome=SUCCEEDED', 'outcome'],
  ['errors?limit=1000', 'limit'],
  [`flows/1/steps?to=x`, 'to'],
])('%s is refused', async (path, named) => {
  const { status, body } = await story.millrace.get(`/millrace/v1/${path}`);
  expect(status).toBe(400);
  expect(body.message).toContain(named);
});

test('a flow that is not there is 404', async () => {
  expect((await story.millrace.get('/millrace/v1/errors?flowId=1')).status).toBe(404);
});
