import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  action,
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  sendEmail,
  setProperty,
  to,
} from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

const DAY = 24 * 60;

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const outcomes = (passage: Body) =>
  passage.steps.map((step: Body) => [step.actionId, step.outcome, step.reason]);

/** Changes the delay of action 1. */
const delayOf = (days: number) => (flow: Body) => ({
  ...flow,
  actions: flow.actions.map((each: Body) =>
    each.actionId === '1' ? { ...each, fields: { ...each.fields, delta: String(days * DAY) } } : each,
  ),
});
const turned = (isEnabled: boolean) => (flow: Body) => ({ ...flow, isEnabled });

async function someoneWaiting(days: number, ...more: Body[]): Promise<{ flowId: string; contact: string }> {
  const flowId = await story.givenFlow(
    contactFlow(inARow(delayMinutes(days * DAY), ...more, setProperty('jobtitle', 'Through'))),
  );
  const contact = await story.givenContact();
  await story.enroll(flowId, contact);
  return { flowId, contact };
}

describe('a flow that is turned off', () => {
  test('case 21: the delay passes, the branch is evaluated, the mail is skipped, visibly', async () => {
    const branch = {
      type: 'STATIC_BRANCH',
      actionId: '2',
      inputValue: { type: 'OBJECT_PROPERTY', propertyName: 'city' },
      staticBranches: [],
      defaultBranch: to('3'),
    };
    const flowId = await story.givenFlow(
      contactFlow([
        { ...delayMinutes(DAY), actionId: '1', connection: to('2') },
        branch,
        { ...sendEmail('70010001'), actionId: '3' },
      ]),
    );
    await story.enroll(flowId, await story.givenContact());
    await story.changeFlow(flowId, turned(false));
    await story.pass('P2D');
    const passage = await story.passage(flowId);
    expect(outcomes(passage)).toEqual([
      ['1', 'SUCCEEDED', null],
      ['2', 'SUCCEEDED', null],
      ['3', 'SKIPPED', 'FLOW_TURNED_OFF'],
    ]);
    expect(passage.status).toBe('COMPLETED');
  });

  test('case 22: turned on again before the action is due, it runs', async () => {
    const { flowId, contact } = await someoneWaiting(2);
    await story.changeFlow(flowId, turned(false));
    await story.pass('P1D');
    await story.changeFlow(flowId, turned(true));
    await story.pass('P1D');
    expect((await story.properties('contacts', contact))['jobtitle']).toBe('Through');
  });

  test('lets nobody in', async () => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(setProperty('jobtitle', 'x')), undefined, { isEnabled: false }),
    );
    const answer = await story.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, {
      objectIds: [await story.givenContact()],
    });
    expect([answer.status, answer.body.errors[0].code]).toEqual([400, 'FLOW_TURNED_OFF']);
  });
});

describe('a flow that is changed while people wait in it', () => {
  test('case 23: a delay of 2 days made 3 after one: two are left', async () => {
    const { flowId } = await someoneWaiting(2);
    await story.pass('P1D');
    await story.changeFlow(flowId, delayOf(3));
    const [{ enrolledAt, position }] = await story.enrollments(flowId);
    expect(Date.parse(position.until) - Date.parse(enrolledAt)).toBeLessThan(3 * DAY * 60_000 + 5_000);
    await story.pass('P1D');
    expect((await story.enrollments(flowId))[0].status).toBe('ACTIVE');
    await story.pass('P1D');
    expect((await story.enrollments(flowId))[0].status).toBe('COMPLETED');
  });

  test('case 24: a delay of 3 days made 1 after two: it lets go at once', async () => {
    const { flowId } = await someoneWaiting(3);
    await story.pass('P2D');
    await story.changeFlow(flowId, delayOf(1));
    expect((await story.enrollments(flowId))[0].status).toBe('COMPLETED');
  });

  test('case 25: the delay removed: the next action at once', async () => {
    const { flowId, contact } = await someoneWaiting(3);
    await story.changeFlow(flowId, (flow) => ({
      ...flow,
      startActionId: '2',
      actions: flow.actions.filter((each: Body) => each.actionId !== '1'),
    }));
    expect((await story.properties('contacts', contact))['jobtitle']).toBe('Through');
    expect(outcomes(await story.passage(flowId))).toEqual([['2', 'SUCCEEDED', null]]);
  });

  test('case 26: an action inserted before is not run by those past it', async () => {
    const { flowId, contact } = await someoneWaiting(1);
    await story.changeFlow(flowId, (flow) => ({
      ...flow,
      startActionId: '9',
      actions: [...flow.actions, { ...setProperty('city', 'Inserted'), actionId: '9', connection: to('1') }],
    }));
    await story.pass('P1D');
    const values = await story.properties('contacts', contact);
    expect([values['jobtitle'], values['city'] ?? null]).toEqual(['Through', null]);
  });

  test('an action behind the cursor runs as it is when it is reached', async () => {
    const { flowId, contact } = await someoneWaiting(1);
    await story.changeFlow(flowId, (flow) => ({
      ...flow,
      actions: flow.actions.map((each: Body) =>
        each.actionId === '2' ? { ...each, fields: setProperty('jobtitle', 'Changed')['fields'] } : each,
      ),
    }));
    await story.pass('P1D');
    expect((await story.properties('contacts', contact))['jobtitle']).toBe('Changed');
  });

  test('case 27: a PUT with a stale revision is refused', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'x'))));
    const { body: flow } = await story.millrace.get(`/automation/v4/flows/${flowId}`);
    expect((await story.millrace.put(`/automation/v4/flows/${flowId}`, flow)).status).toBe(200);
    const stale = await story.millrace.put(`/automation/v4/flows/${flowId}`, flow);
    expect(stale.status).toBe(400);
    expect(JSON.stringify(stale.body)).toContain('INVALID_REVISION_ID_IN_PUT_REQUEST');
  });

  test('case 28: a PUT without enrollment criteria clears them', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'x'))));
    await story.changeFlow(flowId, ({ enrollmentCriteria: _, ...flow }) => flow);
    expect(
      (await story.millrace.get(`/automation/v4/flows/${flowId}`)).body.enrollmentCriteria,
    ).toBeUndefined();
  });

  test('deleted, it lets everyone go, with a step that says why', async () => {
    const { flowId } = await someoneWaiting(5);
    const [{ id }] = await story.enrollments(flowId);
    expect((await story.millrace.delete(`/automation/v4/flows/${flowId}`)).status).toBe(204);
    await story.settle();
    const { body: passage } = await story.millrace.get(`/millrace/v1/enrollments/${id}`);
    expect(passage).toMatchObject({ status: 'UNENROLLED', endReason: 'FLOW_DELETED' });
    expect(outcomes(passage)).toEqual([['1', 'SKIPPED', 'FLOW_DELETED']]);
  });
});

describe('a record that is deleted while it waits', () => {
  test('case 18: leaves the flow, and does not resume when it is restored', async () => {
    const { flowId, contact } = await someoneWaiting(2);
    expect((await story.millrace.delete(`/crm/v3/objects/contacts/${contact}`)).status).toBe(204);
    await story.settle();
    const passage = await story.passage(flowId);
    expect(passage).toMatchObject({ status: 'UNENROLLED', endReason: 'RECORD_DELETED' });
    expect(outcomes(passage)).toEqual([['1', 'SKIPPED', 'RECORD_DELETED']]);
    await story.pass('P3D');
    expect(await story.enrollments(flowId)).toHaveLength(1);
  });
});

test('taken out by hand, an enrollment ends; taken in again, because that is insisted on, it begins anew', async () => {
  const { flowId, contact } = await someoneWaiting(2, action('0-9999', {}));
  const out = await story.millrace.post(`/millrace/v1/flows/${flowId}/unenrollments`, {
    objectIds: [contact, '999999'],
  });
  expect(out.body.results).toEqual([
    { objectId: contact, outcome: 'UNENROLLED' },
    { objectId: '999999', outcome: 'NOT_ACTIVE' },
  ]);
  expect(await story.enroll(flowId, contact)).toEqual([{ objectId: contact, outcome: 'ENROLLED_BEFORE' }]);
  const again = await story.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, {
    objectIds: [contact],
    reEnroll: true,
  });
  expect(again.body.results).toEqual([
    { objectId: contact, outcome: 'ENROLLED', enrollmentId: expect.any(String) },
  ]);
  await story.settle();
  expect(await story.enroll(flowId, contact)).toEqual([{ objectId: contact, outcome: 'ALREADY_ACTIVE' }]);
  await story.pass('P2D');
  expect(outcomes(await story.passage(flowId))).toEqual([
    ['1', 'SUCCEEDED', null],
    ['2', 'SKIPPED', 'ACTION_NOT_SUPPORTED'],
    ['3', 'SUCCEEDED', null],
  ]);
});

describe('a goal', () => {
  const reached = anyOf(allOf([is('lifecyclestage', 'customer')]));

  test('case 13: met during a delay, it lets the contact go before the next action', async () => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(delayMinutes(DAY), setProperty('jobtitle', 'Too late')), undefined, {
        goalFilterBranch: reached,
      }),
    );
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    await story.change('contacts', contact, { lifecyclestage: 'customer' });
    await story.pass('P2D');
    const passage = await story.passage(flowId);
    expect([passage.status, passage.endReason]).toEqual(['UNENROLLED', 'GOAL_MET']);
    expect((await story.properties('contacts', contact))['jobtitle'] ?? null).toBeNull();
  });

  test('not met, it changes nothing', async () => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(setProperty('jobtitle', 'Through')), undefined, { goalFilterBranch: reached }),
    );
    const contact = await story.givenContact({ lifecyclestage: 'lead' });
    await story.enroll(flowId, contact);
    expect((await story.enrollments(flowId))[0].status).toBe('COMPLETED');
  });
});
