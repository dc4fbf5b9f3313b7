import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, delayMinutes, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

const DAY = 24 * 60;

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const at = (flowId: string) => `/millrace/v1/flows/${flowId}`;
const givenFlow = () =>
  story.givenFlow(contactFlow(inARow(delayMinutes(2 * DAY), setProperty('jobtitle', 'First'))));

/** Another delay and another title. */
const edited = (days: number, title: string) => (flow: Body) => ({
  ...flow,
  actions: inARow(delayMinutes(days * DAY), setProperty('jobtitle', title)),
});

async function someone(flowId: string): Promise<string> {
  const contact = await story.givenContact();
  await story.enroll(flowId, contact);
  return contact;
}

const titleOf = async (contact: string) => (await story.properties('contacts', contact))['jobtitle'] ?? null;
const pinsOf = async (flowId: string) => (await story.millrace.get(`${at(flowId)}/pins`)).body.results;
const revisionOf = async (flowId: string) =>
  (await story.millrace.get(`/automation/v4/flows/${flowId}`)).body.revisionId;

describe('a save for new ones only', () => {
  test('leaves those who are inside in their revision; who comes later goes through the new one', async () => {
    const flowId = await givenFlow();
    const before = await revisionOf(flowId);
    const early = await someone(flowId);
    await story.changeFlow(flowId, edited(1, 'Second'), '?appliesTo=NEW_ONLY');
    const late = await someone(flowId);
    expect(await pinsOf(flowId)).toEqual([{ revisionId: before, inside: 1 }]);
    await story.pass('PT24H');
    expect([await titleOf(early), await titleOf(late)]).toEqual([null, 'Second']);
    await story.pass('PT24H');
    expect(await titleOf(early)).toBe('First');
    const { results } = (await story.millrace.get(`${at(flowId)}/steps?objectId=${early}`)).body;
    expect(new Set(results.map((step: Body) => step.revisionId))).toEqual(new Set([before]));
    expect(await pinsOf(flowId)).toEqual([]);
  });

  test('keeps them at an action that the flow no longer has', async () => {
    const flowId = await givenFlow();
    const contact = await someone(flowId);
    await story.changeFlow(
      flowId,
      (flow) => ({
        ...flow,
        startActionId: '9',
        actions: [{ ...setProperty('city', 'Bern'), actionId: '9' }],
      }),
      '?appliesTo=NEW_ONLY',
    );
    await story.pass('PT48H');
    expect(await titleOf(contact)).toBe('First');
    expect((await story.passage(flowId)).steps.map((step: Body) => step.actionId)).toEqual(['1', '2']);
  });

  test('holds against later saves for everybody, each in the revision that they were left in', async () => {
    const flowId = await givenFlow();
    const first = await someone(flowId);
    await story.changeFlow(flowId, edited(3, 'Second'), '?appliesTo=NEW_ONLY');
    const second = await someone(flowId);
    await story.changeFlow(flowId, edited(4, 'Third'), '?appliesTo=NEW_ONLY');
    const third = await someone(flowId);
    await story.changeFlow(flowId, edited(1, 'Fourth'), '?appliesTo=EVERYBODY');
    await story.pass('PT24H');
    expect([await titleOf(first), await titleOf(second), await titleOf(third)]).toEqual([
      null,
      null,
      'Fourth',
    ]);
    await story.pass('PT48H');
    expect([await titleOf(first), await titleOf(second)]).toEqual(['First', 'Second']);
  });

  test('is for everybody in all else that a flow says: its switch, its goal, its hours', async () => {
    const flowId = await givenFlow();
    const contact = await someone(flowId);
    await story.changeFlow(
      flowId,
      (flow) => ({ ...edited(1, 'Second')(flow), isEnabled: false }),
      '?appliesTo=NEW_ONLY',
    );
    await story.pass('PT48H');
    const passage = await story.passage(flowId);
    expect(passage.steps.map((step: Body) => [step.outcome, step.reason])).toEqual([
      ['SUCCEEDED', null],
      ['SKIPPED', 'FLOW_TURNED_OFF'],
    ]);
    expect(await titleOf(contact)).toBe(null);
  });

  test('comes with a restored revision, too', async () => {
    const flowId = await givenFlow();
    const first = await revisionOf(flowId);
    await story.changeFlow(flowId, edited(1, 'Second'));
    const contact = await someone(flowId);
    const restored = await story.millrace.post(
      `${at(flowId)}/revisions/${first}/restore?appliesTo=NEW_ONLY`,
      {},
    );
    expect(restored.status).toBe(200);
    await story.pass('PT24H');
    expect(await titleOf(contact)).toBe('Second');
  });

  test('waits on for the date of a property that only the earlier revision waits for', async () => {
    const untilDate = (propertyName: string) => ({
      type: 'SINGLE_CONNECTION',
      actionTypeId: '0-35',
      actionTypeVersion: 0,
      fields: {
        date: { type: 'OBJECT_PROPERTY', propertyName },
        delta: '0',
        time_unit: 'DAYS',
      },
    });
    const flowId = await story.givenFlow(
      contactFlow(inARow(untilDate('closedate'), setProperty('jobtitle', 'First'))),
    );
    const contact = await story.givenContact({ closedate: '2099-01-01T00:00:00Z' });
    await story.enroll(flowId, contact);
    await story.changeFlow(flowId, edited(1, 'Second'), '?appliesTo=NEW_ONLY');
    await story.change('contacts', contact, { closedate: '2020-01-01T00:00:00Z' });
    expect(await titleOf(contact)).toBe('First');
  });

  test('is refused for a word that says nothing', async () => {
    const flowId = await givenFlow();
    const flow = (await story.millrace.get(`/automation/v4/flows/${flowId}`)).body;
    const answer = await story.millrace.put(`/automation/v4/flows/${flowId}?appliesTo=nobody`, flow);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].message).toContain('"nobody"');
    expect(await revisionOf(flowId)).toBe(flow.revisionId);
  });
});

describe('a flow whose edits are for new ones', () => {
  test('pins with each save, unless one is for everybody', async () => {
    const flowId = await givenFlow();
    await story.millrace.put(`${at(flowId)}/policies`, { editsApplyTo: 'NEW_ONLY' });
    const contact = await someone(flowId);
    await story.changeFlow(flowId, edited(1, 'Second'));
    expect(await pinsOf(flowId)).toHaveLength(1);
    await story.pass('PT48H');
    expect(await titleOf(contact)).toBe('First');
    const other = await someone(flowId);
    await story.changeFlow(flowId, edited(1, 'Third'), '?appliesTo=EVERYBODY');
    expect(await pinsOf(flowId)).toEqual([]);
    await story.pass('PT24H');
    expect(await titleOf(other)).toBe('Third');
  });

  test('pins nobody with a save that changes no way: a name, the switch', async () => {
    const flowId = await givenFlow();
    await story.millrace.put(`${at(flowId)}/policies`, { editsApplyTo: 'NEW_ONLY' });
    await someone(flowId);
    await story.changeFlow(flowId, (flow) => ({ ...flow, name: 'Renamed' }));
    expect(await pinsOf(flowId)).toEqual([]);
  });
});

describe('releasing', () => {
  test('lets those of one revision, or all, follow the flow at once', async () => {
    const flowId = await givenFlow();
    const first = await revisionOf(flowId);
    const one = await someone(flowId);
    await story.changeFlow(flowId, edited(5, 'Second'), '?appliesTo=NEW_ONLY');
    const two = await someone(flowId);
    await story.changeFlow(flowId, edited(1, 'Third'), '?appliesTo=NEW_ONLY');
    await story.pass('PT24H');
    expect([await titleOf(one), await titleOf(two)]).toEqual([null, null]);
    const released = await story.millrace.post(`${at(flowId)}/pins/release`, { revisionId: first });
    expect(released.body).toEqual({ flowId, released: 1 });
    await story.settle();
    expect([await titleOf(one), await titleOf(two)]).toEqual(['Third', null]);
    expect((await story.millrace.post(`${at(flowId)}/pins/release`, {})).body.released).toBe(1);
    await story.settle();
    expect(await titleOf(two)).toBe('Third');
    const audit = await story.millrace.get(
      `/millrace/v1/audit?kind=PINS_RELEASED&targetType=FLOW&targetId=${flowId}`,
    );
    expect(audit.body.results.map((entry: Body) => entry.summary)).toEqual([
      `Let 1 passage follow flow ${flowId}.`,
      `Let 1 passage follow flow ${flowId} from revision ${first}.`,
    ]);
  });

  test('says so when nobody is pinned to the revision, and when there is no such flow', async () => {
    const flowId = await givenFlow();
    const answer = await story.millrace.post(`${at(flowId)}/pins/release`, { revisionId: '77' });
    expect([answer.status, answer.body.message]).toEqual([
      404,
      `Nobody in the flow ${flowId} is pinned to the revision "77".`,
    ]);
    expect((await story.millrace.get(`${at('99999999')}/pins`)).status).toBe(404);
  });

  test('those released are pinned again by the next save for new ones, with the others', async () => {
    const flowId = await givenFlow();
    const one = await someone(flowId);
    await story.changeFlow(flowId, edited(5, 'Second'), '?appliesTo=NEW_ONLY');
    const two = await someone(flowId);
    await story.millrace.post(`${at(flowId)}/pins/release`, {});
    await story.changeFlow(flowId, edited(1, 'Third'), '?appliesTo=NEW_ONLY');
    expect((await pinsOf(flowId)).map((pin: Body) => pin.inside)).toEqual([2]);
    await story.pass('P5D');
    expect([await titleOf(one), await titleOf(two)]).toEqual(['Second', 'Second']);
  });
});

test('a deleted flow pins nobody, and comes back without pins', async () => {
  const flowId = await givenFlow();
  await someone(flowId);
  await story.changeFlow(flowId, edited(5, 'Second'), '?appliesTo=NEW_ONLY');
  await story.millrace.delete(`/automation/v4/flows/${flowId}`);
  await story.settle();
  await story.millrace.post(`${at(flowId)}/undelete`, {});
  expect(await pinsOf(flowId)).toEqual([]);
});
