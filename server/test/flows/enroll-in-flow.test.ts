import { CHANGE_DEPTH_MAX } from '@millrace/core/flow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  action,
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  flowOver,
  inARow,
  is,
  manual,
  setProperty,
} from '../support/flow-bodies.ts';
import { manualList } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const enrollIn = (flow_id: string | number, more: Body = {}) => action('0-15', { flow_id, ...more });
const again = { type: 'MANUAL', shouldReEnroll: true };

/** The steps of a contact that passes through a flow which enrolls it in `target`. */
async function passThrough(contact: string, ...actions: Body[]): Promise<Body[]> {
  const flowId = await story.givenFlow(contactFlow(inARow(...actions)));
  await story.enroll(flowId, contact);
  return (await story.passage(flowId)).steps;
}

describe('enroll in another flow', () => {
  test('the record runs through both, and the passage says who let it in', async () => {
    const target = await story.givenFlow(contactFlow(inARow(setProperty('city', 'Ulm'))));
    const contact = await story.givenContact();
    const from = await story.givenFlow(contactFlow(inARow(enrollIn(target), setProperty('state', 'BW'))));
    await story.enroll(from, contact);
    const passage = await story.passage(from);
    expect(passage.steps).toMatchObject([
      { outcome: 'SUCCEEDED', detail: { flowId: target } },
      { outcome: 'SUCCEEDED' },
    ]);
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'Ulm', state: 'BW' });
    const [entered] = await story.enrollments(target);
    expect(entered).toMatchObject({
      status: 'COMPLETED',
      trigger: { kind: 'FLOW', by: { flowId: from, enrollmentId: passage.id, actionId: '1' } },
    });
    const explained = await story.millrace.get(`/millrace/v1/flows/${target}/explain?objectId=${contact}`);
    expect(explained.status).toBe(200);
  });

  test('by the id of the older API, and by a number', async () => {
    const target = await story.givenFlow(contactFlow(inARow(delayMinutes(60)), again));
    const { body } = await story.millrace.post('/automation/v4/workflow-id-mappings/batch/read', {
      inputs: [{ type: 'FLOW_ID', flowId: target }],
    });
    const names = [{ flow_id: Number(target) }];
    const legacy = body.results[0]?.workflowId;
    if (legacy !== undefined) names.push({ workflow_id: legacy } as never, { flow_id: legacy });
    for (const fields of names) {
      const [step] = await passThrough(await story.givenContact(), action('0-15', fields));
      expect(step).toMatchObject({ outcome: 'SUCCEEDED', detail: { flowId: target } });
    }
  });

  test('a record that is inside stays, one that was inside comes again only if the flow says so', async () => {
    const once = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
    const often = await story.givenFlow(contactFlow(inARow(delayMinutes(60)), again));
    const contact = await story.givenContact();
    const steps = async () =>
      (await passThrough(contact, enrollIn(once), enrollIn(often))).map(({ reason }) => reason);
    expect(await steps()).toEqual([null, null]);
    expect(await steps()).toEqual(['ALREADY_ACTIVE', 'ALREADY_ACTIVE']);
    await story.pass('PT2H');
    expect(await steps()).toEqual(['ENROLLED_BEFORE', null]);
    expect(await story.enrollments(once)).toHaveLength(1);
    expect(await story.enrollments(often)).toHaveLength(2);
  });

  test('two actions of one passage let it in once', async () => {
    const target = await story.givenFlow(contactFlow(inARow(delayMinutes(60)), again));
    const steps = await passThrough(await story.givenContact(), enrollIn(target), enrollIn(target));
    expect(steps).toMatchObject([{ outcome: 'SUCCEEDED' }, { outcome: 'SKIPPED', reason: 'ALREADY_ACTIVE' }]);
    expect(await story.enrollments(target)).toHaveLength(1);
  });

  test('the door sees what the flow itself has just written: a goal, a suppression list', async () => {
    const list = (await story.millrace.post('/crm/v3/lists', manualList('Suppressed'))).body.list.listId;
    const withGoal = await story.givenFlow(
      contactFlow(inARow(setProperty('state', 'never')), manual, {
        goalFilterBranch: anyOf(allOf([is('city', 'Ulm')])),
      }),
    );
    const suppressing = await story.givenFlow(
      contactFlow(inARow(setProperty('state', 'never')), manual, { suppressionListIds: [Number(list)] }),
    );
    const contact = await story.givenContact();
    const steps = await passThrough(
      contact,
      setProperty('city', 'Ulm'),
      enrollIn(withGoal),
      action('0-63809083', { listId: list, targetObject: '{{ enrolled_object }}' }),
      enrollIn(suppressing),
    );
    expect(steps.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['SUCCEEDED', null],
      ['SKIPPED', 'GOAL_MET'],
      ['SUCCEEDED', null],
      ['SKIPPED', 'SUPPRESSED'],
    ]);
    expect((await story.properties('contacts', contact))['state']).toBeNull();
    for (const [flow, endReason] of [
      [withGoal, 'GOAL_MET'],
      [suppressing, 'SUPPRESSED'],
    ] as const)
      expect(await story.enrollments(flow)).toMatchObject([
        { status: 'UNENROLLED', endReason, trigger: { kind: 'FLOW' } },
      ]);
  });

  test('a flow that is off, deleted, or over other records fails the step, and the record goes on', async () => {
    const off = await story.givenFlow(contactFlow(inARow(delayMinutes(1)), manual, { isEnabled: false }));
    const deleted = await story.givenFlow(contactFlow(inARow(delayMinutes(1))));
    await story.millrace.delete(`/automation/v4/flows/${deleted}`);
    const deals = await story.givenFlow(flowOver('0-3', inARow(delayMinutes(1)), manual));
    const steps = await passThrough(
      await story.givenContact(),
      ...[off, deleted, deals, '987654321987'].map((id) => enrollIn(id)),
      setProperty('city', 'Ulm'),
    );
    expect(steps.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['FAILED', 'TARGET_FLOW_TURNED_OFF'],
      ['FAILED', 'FLOW_NOT_FOUND'],
      ['FAILED', 'OBJECT_TYPE_DOES_NOT_FIT'],
      ['FAILED', 'FLOW_NOT_FOUND'],
      ['SUCCEEDED', null],
    ]);
    for (const [index, id] of [off, deleted, deals].entries())
      expect(steps[index]!.detail.message).toContain(id);
  });

  test('flows that enroll a record in each other for ever are stopped, and say so', async () => {
    const ping = await story.givenFlow(contactFlow(inARow(delayMinutes(1)), again));
    const pong = await story.givenFlow(contactFlow(inARow(enrollIn(ping)), again));
    await story.changeFlow(ping, (flow) => ({
      ...flow,
      actions: [
        { ...flow.actions[0], connection: { edgeType: 'STANDARD', nextActionId: '2' } },
        { ...enrollIn(pong), actionId: '2' },
      ],
    }));
    const contact = await story.givenContact();
    await story.enroll(pong, contact);
    await story.pass('P1D');
    const entered = [
      ...(await story.enrollments(ping, '?limit=100')),
      ...(await story.enrollments(pong, '?limit=100')),
    ];
    expect(entered.filter(({ endReason }) => endReason === 'LOOP_ENDED')).toHaveLength(1);
    expect(entered).toHaveLength(CHANGE_DEPTH_MAX + 2);
    expect(entered.some(({ status }) => status === 'ACTIVE')).toBe(false);
  });

  test('many records at once, each once', async () => {
    const target = await story.givenFlow(contactFlow(inARow(setProperty('city', 'Ulm'))));
    const from = await story.givenFlow(contactFlow(inARow(enrollIn(target))));
    const contacts = await Promise.all(Array.from({ length: 40 }, () => story.givenContact()));
    await story.enroll(from, ...contacts);
    expect(await story.enrollments(target, '?status=COMPLETED&limit=100')).toHaveLength(40);
  });

  test('lint knows the flow that is named', async () => {
    const off = await story.givenFlow(contactFlow(inARow(delayMinutes(1)), manual, { isEnabled: false }));
    const deals = await story.givenFlow(flowOver('0-3', inARow(delayMinutes(1)), manual));
    const lint = async (id: string) => {
      const flow = contactFlow(inARow(enrollIn(id)));
      return (await story.millrace.post('/millrace/v1/flows/lint', flow)).body.results;
    };
    const path = 'actions[0].fields.flow_id';
    expect(await lint(off)).toMatchObject([{ severity: 'warning', code: 'TARGET_FLOW_TURNED_OFF', path }]);
    expect(await lint(deals)).toMatchObject([{ severity: 'error', code: 'OBJECT_TYPE_DOES_NOT_FIT', path }]);
  });

  test.each([
    ['none', {}, 'fields.flow_id'],
    ['a name', { flow_id: 'Welcome' }, 'fields.flow_id'],
    ['one that is not there', { flow_id: '404404' }, 'fields.flow_id'],
  ])('a flow that is %s is named by lint', async (_, fields, path) => {
    const { body } = await story.millrace.post(
      '/millrace/v1/flows/lint',
      contactFlow(inARow(action('0-15', fields))),
    );
    expect(body.results.map((each: Body) => each.path).join(' ')).toContain(path);
  });
});
