import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  whenEvent,
  whenMet,
} from '../support/flow-bodies.ts';
import { dynamicList, givenList } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

/** Its lanes stand still until a story settles: what is written before is looked at all at once. */
let story: Story;
beforeAll(async () => {
  story = await tellStory({ role: 'api' });
});
afterAll(() => story.stop());

const YEAR = delayMinutes(525_600);
const changed = (name: string, more: Body = {}) => whenEvent('4-655002', [is('hs_name', name)], more);
const passages = async (flowId: string) =>
  (await story.enrollments(flowId)).map(({ status, endReason }) => endReason ?? status).reverse();

/** Writes one after the other; nobody looks in between. */
async function write(contact: string, ...changes: Readonly<Record<string, string>>[]): Promise<void> {
  for (const properties of changes)
    await story.millrace.patch(`/crm/v3/objects/contacts/${contact}`, { properties });
}

describe('changes that are looked at together come out as they would one by one', () => {
  test('in, out and in again', async () => {
    const flowId = await story.givenFlow(
      contactFlow(
        inARow(YEAR),
        whenMet([is('city', 'Bern')], {
          shouldReEnroll: true,
          unEnrollObjectsNotMeetingCriteria: true,
          reEnrollmentTriggersFilterBranches: [allOf([is('city', 'Bern')])],
        }),
      ),
    );
    const contact = await story.givenContact();
    await write(contact, { city: 'Bern' }, { city: 'Ulm' }, { city: 'Bern' });
    await story.settle();
    expect(await passages(flowId)).toEqual(['CRITERIA_NO_LONGER_MET', 'ACTIVE']);
  });

  test('an event while inside, and then the goal: whoever was inside is not refused besides', async () => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(YEAR), changed('city', { shouldReEnroll: true }), {
        goalFilterBranch: anyOf(allOf([is('state', 'done')])),
      }),
    );
    const contact = await story.givenContact();
    await write(contact, { city: 'Ulm' });
    await story.settle();
    await write(contact, { city: 'Bern' }, { state: 'done' });
    await story.settle();
    expect(await passages(flowId)).toEqual(['GOAL_MET']);
  });

  test('out of a suppression list that is kept by filters, and then into the flow', async () => {
    const list = await givenList(story, dynamicList('Kept out', [is('jobtitle', 'out')]));
    const flowId = await story.givenFlow(
      contactFlow(inARow(YEAR), changed('city'), { suppressionListIds: [Number(list)] }),
    );
    const contact = await story.givenContact({ jobtitle: 'out' });
    await story.settle();
    await write(contact, { jobtitle: 'in' }, { city: 'Bern' });
    await story.settle();
    expect(await passages(flowId)).toEqual(['ACTIVE']);
  });

  test('each refusal of the door is shown', async () => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(YEAR), changed('city', { shouldReEnroll: true }), {
        goalFilterBranch: anyOf(allOf([is('state', 'done')])),
      }),
    );
    const contact = await story.givenContact({ state: 'done' });
    await write(contact, { city: 'Ulm' }, { city: 'Bern' });
    await story.settle();
    expect(await passages(flowId)).toEqual(['GOAL_MET', 'GOAL_MET']);
  });

  test('into a flow that takes the contact out of another, and then into that', async () => {
    const other = await story.givenFlow(
      contactFlow(inARow(YEAR), changed('city', { shouldReEnroll: true }), { name: 'Other' }),
    );
    const taking = await story.givenFlow(
      contactFlow(inARow(YEAR), changed('state'), {
        name: 'Taking',
        unEnrollmentSetting: { type: 'SELECTIVE', flowIds: [other] },
      }),
    );
    const contact = await story.givenContact();
    await write(contact, { city: 'Ulm' }, { state: 'taken' }, { city: 'Bern' });
    await story.settle();
    expect(await passages(other)).toEqual(['OTHER_FLOW_ENTERED', 'ACTIVE']);
    expect(await passages(taking)).toEqual(['ACTIVE']);
  });
});

test('of flows that one change leads into, the newest is entered last, and keeps the contact', async () => {
  const given = (name: string, property: string) =>
    story.givenFlow(
      contactFlow(inARow(YEAR), changed(property), {
        name,
        unEnrollmentSetting: { type: 'ALL', flowIds: [] },
      }),
    );
  const older = await given('Older', 'zip');
  const newer = await given('Newer', 'address');
  const contact = await story.givenContact();
  await write(contact, { zip: '3000', address: 'Kramgasse 49' });
  await story.settle();
  expect([await passages(older), await passages(newer)]).toEqual([['OTHER_FLOW_ENTERED'], ['ACTIVE']]);
});
