import { CHANGE_DEPTH_MAX } from '@millrace/core/flow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  action,
  allOf,
  contactFlow,
  flowOver,
  inARow,
  is,
  property,
  setProperty,
  whenEvent,
  whenMet,
} from '../support/flow-bodies.ts';
import { dynamicList, givenList, inList, join, manualList, membersOf } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  for (const name of ['rounds', 'seen'])
    await story.millrace.post('/crm/v3/properties/contacts', {
      name,
      label: name,
      type: 'number',
      fieldType: 'number',
      groupName: 'contactinformation',
    });
});
afterAll(() => story.stop());

const again = { shouldReEnroll: true };
const whenCity = (value: string) =>
  whenEvent('4-655002', [is('hs_name', 'city'), is('hs_value', value)], again);
const count = (property: string) => setProperty(property, { type: 'INCREMENT', incrementAmount: 1 });

test('of two flows that keep each other going, the chain ends; lists stay true, and other flows are told of all', async () => {
  const there = await story.givenFlow(
    contactFlow(inARow(count('rounds'), setProperty('city', 'there')), whenCity('here')),
  );
  const here = await story.givenFlow(contactFlow(inARow(setProperty('city', 'here')), whenCity('there')));
  // The change by hand lies at depth 0, each flow's a step deeper; the last is the first beyond the limit.
  const rounds = CHANGE_DEPTH_MAX / 2 + 1;
  const watch = await story.givenFlow(
    contactFlow(
      inARow(count('seen')),
      whenMet([property('rounds', 'NUMBER', 'IS_EQUAL_TO', { value: rounds })]),
    ),
  );
  const lists = {
    here: await givenList(story, dynamicList('Here', [is('city', 'here')])),
    there: await givenList(story, dynamicList('There', [is('city', 'there')])),
  };
  const contact = await story.givenContact();
  await story.change('contacts', contact, { city: 'here' });

  expect(await story.properties('contacts', contact)).toMatchObject({
    city: 'there',
    rounds: String(rounds),
    seen: '1',
  });
  expect(await membersOf(story, lists.there)).toEqual([contact]);
  expect(await membersOf(story, lists.here)).toEqual([]);
  const [last] = await story.enrollments(here);
  expect(last).toMatchObject({ objectId: contact, status: 'UNENROLLED', endReason: 'LOOP_ENDED' });
  expect([...last.trigger.through].sort()).toEqual([there, here].sort());
  const explained = await story.millrace.get(`/millrace/v1/flows/${here}/explain?objectId=${contact}`);
  expect(explained.body.enrollments[0]).toMatchObject({ outcome: 'REFUSED', endReason: 'LOOP_ENDED' });
  expect(await story.enrollments(watch)).toMatchObject([{ objectId: contact, status: 'COMPLETED' }]);
});

test('a flow that lets itself in again ends alike', async () => {
  const flowId = await story.givenFlow(
    contactFlow(inARow(count('rounds')), whenEvent('4-655002', [is('hs_name', 'rounds')], again)),
  );
  const contact = await story.givenContact();
  await story.change('contacts', contact, { rounds: '1' });
  expect(Number((await story.properties('contacts', contact))['rounds'])).toBe(CHANGE_DEPTH_MAX + 2);
  expect((await story.enrollments(flowId))[0]).toMatchObject({ endReason: 'LOOP_ENDED' });
});

const made = (objectTypeId: string, properties: Record<string, string>) =>
  action('0-14', {
    object_type_id: objectTypeId,
    properties: Object.entries(properties).map(([targetProperty, staticValue]) => ({
      targetProperty,
      value: { type: 'STATIC_VALUE', staticValue },
    })),
    associations: [],
    use_explicit_associations: 'true',
  });
const whenMade = whenEvent('4-1463224', [], again);

async function all(flowId: string): Promise<Body[]> {
  const { body } = await story.millrace.get(`/millrace/v1/flows/${flowId}/enrollments?limit=100`);
  return body.results;
}

test('case 20: in a record that the flow has made it makes no other, and the next action runs', async () => {
  const email = 'made-{{ enrolled_object.hs_object_id }}@example.test';
  const flow = await story.givenFlow(
    contactFlow(inARow(made('0-1', { email }), setProperty('state', 'Next')), whenMade),
  );
  const contact = await story.givenContact();
  await story.settle();
  const passages = await all(flow);
  expect(passages).toHaveLength(2);
  const [second] = passages;
  expect(second.objectId).not.toBe(contact);
  const { steps } = await story.passage(flow);
  expect(steps.map(({ outcome, reason }: Body) => [outcome, reason])).toEqual([
    ['SKIPPED', 'LOOP_PREVENTED'],
    ['SUCCEEDED', null],
  ]);
  expect((await story.properties('contacts', second.objectId))['state']).toBe('Next');
  await story.millrace.post(`/millrace/v1/flows/${flow}/turn-off`);
});

test('flows that go on by making records of each other come to an end, with the reason', async () => {
  const email = 'round-{{ enrolled_object.hs_object_id }}@example.test';
  const contacts = await story.givenFlow(contactFlow(inARow(made('0-5', { subject: 'Round' })), whenMade));
  const tickets = await story.givenFlow(flowOver('0-5', inARow(made('0-1', { email })), whenMade));
  await story.givenContact();
  await story.settle();
  const rounds = [...(await all(contacts)), ...(await all(tickets))];
  const ended = rounds.filter(({ endReason }) => endReason === 'LOOP_ENDED');
  expect(rounds.length).toBe(CHANGE_DEPTH_MAX + 2);
  expect(ended).toHaveLength(1);
  expect(ended[0].trigger.through.toSorted()).toEqual([contacts, tickets].toSorted());
  const { body } = await story.millrace.get(
    `/millrace/v1/flows/${ended[0].flowId}/explain?objectId=${ended[0].objectId}`,
  );
  expect(body.enrollments[0]).toMatchObject({ outcome: 'REFUSED', endReason: 'LOOP_ENDED' });
  for (const flow of [contacts, tickets]) await story.millrace.post(`/millrace/v1/flows/${flow}/turn-off`);
});

test('and so do flows that put a record into lists and take it out; the lists are as the last has left them', async () => {
  const [one, other] = [
    await givenList(story, manualList('one')),
    await givenList(story, manualList('other')),
  ];
  const whenJoined = (listId: string) => ({
    type: 'EVENT_BASED',
    ...again,
    eventFilterBranches: [],
    listMembershipFilterBranches: [allOf([inList(listId)])],
  });
  const into = (listId: string) => action('0-63809083', { listId, targetObject: '{{ enrolled_object }}' });
  const outOf = (listId: string) => action('0-63863438', { listId, targetObject: '{{ enrolled_object }}' });
  const there = await story.givenFlow(contactFlow(inARow(outOf(one), into(other)), whenJoined(one)));
  const back = await story.givenFlow(contactFlow(inARow(outOf(other), into(one)), whenJoined(other)));
  const contact = await story.givenContact();
  await join(story, one, contact);
  const rounds = [...(await all(there)), ...(await all(back))];
  const ended = rounds.filter(({ endReason }) => endReason === 'LOOP_ENDED');
  expect(ended).toHaveLength(1);
  // Who was not let in is in the list that would have let it in.
  const [left, empty] = ended[0].flowId === there ? [one, other] : [other, one];
  expect(await membersOf(story, left)).toEqual([contact]);
  expect(await membersOf(story, empty)).toEqual([]);
});
