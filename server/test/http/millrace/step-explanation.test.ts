import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  action,
  allOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  manual,
  setProperty,
  to,
} from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const explain = async (enrollment: string, number: number | 'end') =>
  (await story.millrace.get(`/millrace/v1/enrollments/${enrollment}/steps/${number}/explanation`)).body;
const branchOn = (connection: Body, ...filters: Body[]): Body => ({
  type: 'LIST_BRANCH',
  listBranches: [{ branchName: 'Swiss', filterBranch: allOf(filters), connection }],
  defaultBranchName: 'Others',
});

test('a branch is explained by the values of its instant, whatever came later', async () => {
  const flow = await story.givenFlow(
    contactFlow([
      { ...branchOn(to('2'), is('city', 'Bern')), actionId: '1', defaultBranch: to('3') },
      { ...setProperty('city', 'Basel'), actionId: '2', connection: to('3') },
      { ...delayMinutes(60), actionId: '3', connection: to('4') },
      { ...branchOn(to('5'), is('city', 'Bern')), actionId: '4', defaultBranch: to('5') },
      {
        type: 'STATIC_BRANCH',
        actionId: '5',
        defaultBranch: to('6'),
        inputValue: { type: 'OBJECT_PROPERTY', propertyName: 'city' },
        staticBranches: [{ branchValue: 'Basel', connection: to('6') }],
      },
      { type: 'AB_TEST_BRANCH', actionId: '6', testBranches: [{ percentage: 100 }] },
    ]),
  );
  const contact = await story.givenContact({ city: 'Bern' });
  await story.enroll(flow, contact);
  await story.pass('PT1H');
  await story.change('contacts', contact, { city: 'Zug' });
  const { id, steps } = await story.passage(flow);
  expect(steps.map((step: Body) => step.actionId)).toEqual(['1', '2', '3', '4', '5', '6']);
  const first = await explain(id, 1);
  expect(first).toMatchObject({ number: 1, actionId: '1', at: steps[0].at });
  expect(first.answer).toBe('It went by "Swiss", to the action 2: it is the first whose filters were met.');
  expect(first.decision.branches).toMatchObject([
    {
      name: 'Swiss',
      taken: true,
      verdict: 'MET',
      criteria: { filters: [{ value: 'Bern', verdict: 'MET' }] },
    },
    { name: 'Others', taken: false },
  ]);
  const second = await explain(id, 4);
  expect(second.decision.branches).toMatchObject([
    { taken: false, verdict: 'NOT_MET', criteria: { filters: [{ value: 'Basel', verdict: 'NOT_MET' }] } },
    { name: 'Others', taken: true, nextActionId: '5' },
  ]);
  expect(await explain(id, 5)).toMatchObject({
    answer: 'It went by "Basel", to the action 6: the value was "Basel".',
    decision: { value: 'Basel' },
  });
  expect((await explain(id, 6)).answer).toBe('It went by "branch 1", where the path ends: it was drawn.');
  expect(await explain(id, 2)).toMatchObject({ decision: null, criteria: null, outcome: 'SUCCEEDED' });
});

test('the end is explained by the goal that was met', async () => {
  const flow = await story.givenFlow(
    contactFlow(inARow(delayMinutes(600)), manual, {
      goalFilterBranch: allOf([is('lifecyclestage', 'customer')]),
    }),
  );
  const contact = await story.givenContact();
  await story.enroll(flow, contact);
  const [{ id }] = await story.enrollments(flow);
  const early = await story.millrace.get(`/millrace/v1/enrollments/${id}/steps/end/explanation`);
  expect(early).toMatchObject({ status: 409, body: { message: `The enrollment ${id} has not ended yet.` } });
  await story.change('contacts', contact, { lifecyclestage: 'customer' });
  await story.change('contacts', contact, { lifecyclestage: 'evangelist' });
  expect(await explain(id, 'end')).toMatchObject({
    number: null,
    reason: 'GOAL_MET',
    answer: 'The passage ended: GOAL_MET.',
    criteria: { verdict: 'MET', filters: [{ property: 'lifecyclestage', value: 'customer' }] },
  });
});

test('what is not there is 404, and names it', async () => {
  const get = (path: string) => story.millrace.get(`/millrace/v1/enrollments/${path}/explanation`);
  const flow = await story.givenFlow(contactFlow(inARow(setProperty('city', 'Ulm'))));
  await story.enroll(flow, await story.givenContact());
  const { id } = await story.passage(flow);
  expect(await get(`${id}/steps/7`)).toMatchObject({
    status: 404,
    body: { message: `The enrollment ${id} has no step 7: it has 1.` },
  });
  expect(await get('4711/steps/1')).toMatchObject({ status: 404 });
  expect(await get(`${id}/steps/first`)).toMatchObject({ status: 400 });
  expect(await get(`${id}/steps/0`)).toMatchObject({ status: 400 });
});

test('a wait for an event tells what came meanwhile', async () => {
  const { givenFlow, givenContact, enroll, change, passage, pass } = story;
  const changed = {
    filterBranchType: 'UNIFIED_EVENTS',
    filterBranchOperator: 'AND',
    operator: 'HAS_COMPLETED',
    eventTypeId: '4-655002',
    filterBranches: [],
    filters: [is('hs_name', 'city'), is('hs_value', 'Bern')],
  };
  const flow = await givenFlow(contactFlow(inARow(action('0-29', { event_filter_branches: [changed] }))));
  const contact = await givenContact({ city: 'Bern' });
  await enroll(flow, contact);
  await pass('PT1H');
  await change('contacts', contact, { city: 'Ulm' });
  await pass('PT1H');
  await change('contacts', contact, { city: 'Bern' });
  const { id, steps } = await passage(flow);
  expect(steps).toHaveLength(1);
  const { events } = await explain(id, 1);
  const ofCity = events.filter(({ triggers }: Body) => triggers[0].filters[0].value === 'city');
  expect(ofCity).toMatchObject([
    {
      verdict: 'NOT_MET',
      triggers: [{ filters: [{ verdict: 'MET' }, { value: 'Ulm', verdict: 'NOT_MET' }] }],
    },
    { verdict: 'MET', triggers: [{ filters: [{}, { value: 'Bern', verdict: 'MET' }] }] },
  ]);
});
