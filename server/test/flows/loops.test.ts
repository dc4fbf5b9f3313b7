import { CHANGE_DEPTH_MAX } from '@millrace/core/flow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  contactFlow,
  inARow,
  is,
  property,
  setProperty,
  whenEvent,
  whenMet,
} from '../support/flow-bodies.ts';
import { dynamicList, givenList, membersOf } from '../support/list-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';

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
