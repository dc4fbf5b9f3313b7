import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
} from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';
import { rowCounts } from '../support/table-counts.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const DAY = 1_440;
const again = { ...manual, shouldReEnroll: true };
const enrollIn = (flow_id: string) => action('0-15', { flow_id });
const ada = { record: { properties: { email: 'ada@example.test' } }, entry: 'MANUAL' };
const simulate = async (flow: string, body: Body): Promise<Body> => {
  const answer = await story.millrace.post(`/millrace/v1/flows/${flow}/simulate`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
/** Where steps were, what came of them, and how long after the start. */
const told = (steps: Body[], startAt: string) =>
  steps.map(({ actionId, outcome, reason, at }) => [
    actionId,
    outcome,
    reason,
    Math.round((Date.parse(at) - Date.parse(startAt)) / 60_000),
  ]);

/** Waits until the job title is another. */
const untilJobtitle = action('0-29', {
  event_filter_branches: [
    {
      filterBranchType: 'UNIFIED_EVENTS',
      filterBranchOperator: 'AND',
      operator: 'HAS_COMPLETED',
      eventTypeId: '4-655002',
      filterBranches: [],
      filters: [is('hs_name', 'jobtitle')],
    },
  ],
  expiration_minutes: String(9 * DAY),
});

describe('a simulation with the flows that it leads to', () => {
  test('names them, and follows them where that is asked: as things go on the server', async () => {
    const other = await story.givenFlow(
      contactFlow(
        inARow(delayMinutes(DAY), setProperty('jobtitle', 'by the other'), delayMinutes(DAY)),
        manual,
        { name: 'The other' },
      ),
    );
    const branch = {
      type: 'LIST_BRANCH',
      listBranches: [
        {
          branchName: 'Has it',
          filterBranch: allOf([is('jobtitle', 'by the other')]),
          connection: to('4'),
        },
      ],
    };
    const flow = await story.givenFlow(
      contactFlow(inARow(enrollIn(other), untilJobtitle, branch, setProperty('city', 'Bern'))),
    );

    const alone = await simulate(flow, ada);
    expect(alone.otherFlows).toMatchObject([
      {
        flowId: other,
        name: 'The other',
        depth: 1,
        by: { flowId: flow, actionId: '1' },
        record: { objectId: alone.record.objectId },
        at: alone.startAt,
        notFollowed: 'NOT_ASKED',
        steps: [],
        end: null,
      },
    ]);
    expect(told(alone.steps, alone.startAt).at(-1)).toEqual(['3', 'SUCCEEDED', null, 9 * DAY]);

    const before = await rowCounts(story.millrace.sql);
    const answer = await simulate(flow, { ...ada, follow: true });
    expect(await rowCounts(story.millrace.sql)).toEqual(before);
    const [followed] = answer.otherFlows;
    expect(followed).toMatchObject({ notFollowed: null, end: { kind: 'ENDED', reason: 'END_OF_PATH' } });
    expect(answer.steps[1].waits).toMatchObject([{ waitingFor: 'event', endedBy: 'CHANGE' }]);

    const contact = await story.givenContact();
    await story.enroll(flow, contact);
    await story.pass('P10D');
    for (const [id, simulated] of [
      [flow, answer],
      [other, followed],
    ] as const) {
      const passage = await story.passage(id);
      expect(told(simulated.steps, answer.startAt)).toEqual(told(passage.steps, passage.enrolledAt));
    }
    expect((await story.properties('contacts', contact))['city']).toBe('Bern');
  });

  test('lets nobody in twice, and stops where flows go round in a circle', async () => {
    const circle = await story.givenFlow(contactFlow([], again, { name: 'Round' }));
    const back = await story.givenFlow(contactFlow(inARow(enrollIn(circle)), again));
    await story.changeFlow(circle, (body) => ({
      ...body,
      startActionId: '1',
      actions: inARow(enrollIn(back)),
    }));
    const { otherFlows } = await simulate(circle, { ...ada, follow: true });
    expect(otherFlows.map(({ flowId, depth, notFollowed }: Body) => [flowId, depth, notFollowed])).toEqual([
      [back, 1, null],
      [circle, 2, null],
      [back, 3, null],
      [circle, 4, null],
      [back, 5, null],
      [circle, 6, 'TOO_DEEP'],
    ]);

    const waits = await story.givenFlow(contactFlow(inARow(delayMinutes(DAY)), again));
    const twice = await story.givenFlow(
      contactFlow(inARow(enrollIn(waits), enrollIn(waits), delayMinutes(2 * DAY), enrollIn(waits))),
    );
    const { steps, otherFlows: entered } = await simulate(twice, { ...ada, follow: true });
    expect(steps.map(({ reason }: Body) => reason)).toEqual([null, 'ALREADY_ACTIVE', null, null]);
    expect(entered).toHaveLength(2);
    const itself = await story.givenFlow(contactFlow([], again));
    await story.changeFlow(itself, (body) => ({
      ...body,
      startActionId: '1',
      actions: inARow(enrollIn(itself)),
    }));
    expect((await simulate(itself, ada)).steps).toMatchObject([{ reason: 'ALREADY_ACTIVE' }]);
  });

  test('sees a record leave the flow that it is taken out of', async () => {
    const taker = await story.givenFlow(
      contactFlow(inARow(delayMinutes(DAY)), manual, { unEnrollmentSetting: { type: 'ALL', flowIds: [] } }),
    );
    const leads = await story.givenFlow(contactFlow(inARow(delayMinutes(60), enrollIn(taker))));
    const flow = await story.givenFlow(contactFlow(inARow(enrollIn(leads), delayMinutes(DAY))));
    const { end, otherFlows } = await simulate(flow, { ...ada, follow: true });
    expect(end).toMatchObject({ kind: 'ENDED', status: 'UNENROLLED', reason: 'OTHER_FLOW_ENTERED' });
    expect(otherFlows.map((each: Body) => [each.flowId, each.depth, each.end.reason])).toEqual([
      [leads, 1, 'OTHER_FLOW_ENTERED'],
      [taker, 2, 'END_OF_PATH'],
    ]);
  });

  test('says nothing of a flow that is closed to the caller', async () => {
    const { millrace } = story;
    await millrace.post('/crm/v3/properties/contacts', {
      name: 'illness',
      label: 'Illness',
      type: 'string',
      fieldType: 'text',
      dataSensitivity: 'sensitive',
      groupName: 'contactinformation',
    });
    const secret = await story.givenFlow(
      contactFlow(inARow(setProperty('illness', 'none')), manual, { name: 'Secret' }),
    );
    const flow = await story.givenFlow(contactFlow(inARow(enrollIn(secret))));
    const scopes = ['automation', 'crm.objects.contacts.read', 'crm.objects.contacts.write'];
    const { body } = await millrace.post('/millrace/v1/tokens', { name: 'plain', scopes });
    const headers = { authorization: `Bearer ${body.token}` };
    const answer = await millrace.call(
      'POST',
      `/millrace/v1/flows/${flow}/simulate`,
      { ...ada, follow: true },
      headers,
    );
    expect(answer.body.otherFlows).toMatchObject([
      { flowId: secret, name: null, notFollowed: 'CLOSED', steps: [], end: null },
    ]);
    expect((await simulate(flow, { ...ada, follow: true })).otherFlows).toMatchObject([
      { name: 'Secret', notFollowed: null, steps: [{ actionId: '1' }] },
    ]);
  });

  test('refuses what is no yes and no no, and an end before the start', async () => {
    const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(1))));
    const answer = await story.millrace.post(`/millrace/v1/flows/${flow}/simulate`, { ...ada, follow: 3 });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain('follow');
    const before = { ...ada, until: '2020-01-01T00:00:00Z' };
    const { status, body } = await story.millrace.post(`/millrace/v1/flows/${flow}/simulate`, before);
    expect([status, body.errors[0].in]).toEqual([400, 'until']);
    expect(body.message).toContain('2020-01-01');
  });
});
