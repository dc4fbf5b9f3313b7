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
  sendEmail,
  setProperty,
  whenEvent,
} from '../support/flow-bodies.ts';
import { givenList, join, manualList } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  // Nobody listens there: mails are tried again and again.
  story = await tellStory({ smtpUrl: 'smtp://127.0.0.1:9' });
});
afterAll(() => story.stop());

const YEAR = delayMinutes(525_600);
const met = anyOf(allOf([is('jobtitle', 'done')]));
const ended = async (flowId: string) => {
  const { status, endReason, steps } = await story.passage(flowId);
  return [status, endReason, steps.map((step: Body) => [step.actionId, step.outcome])];
};

describe('a goal', () => {
  test.each([
    ['by hand', manual],
    ['by an event', whenEvent('4-655002', [is('hs_name', 'city')])],
  ])('ends a passage that began %s in the middle of a long delay, at the change', async (_, criteria) => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(YEAR, setProperty('city', 'x')), criteria, { goalFilterBranch: met }),
    );
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    await story.change('contacts', contact, { jobtitle: 'done' });
    expect(await ended(flowId)).toEqual(['UNENROLLED', 'GOAL_MET', []]);
  });

  test('that is met and undone at once has been met', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(YEAR), manual, { goalFilterBranch: met }));
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    for (const jobtitle of ['done', 'undone'])
      await story.millrace.patch(`/crm/v3/objects/contacts/${contact}`, { properties: { jobtitle } });
    await story.settle();
    expect(await ended(flowId)).toEqual(['UNENROLLED', 'GOAL_MET', []]);
  });

  test('that the flow gets while people wait is asked before the next action, and the delay was not skipped', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(delayMinutes(60), setProperty('city', 'x'))));
    const contact = await story.givenContact({ jobtitle: 'done' });
    await story.enroll(flowId, contact);
    await story.changeFlow(flowId, (flow) => ({ ...flow, goalFilterBranch: met }));
    await story.pass('PT1H');
    const [status, reason, steps] = await ended(flowId);
    expect([status, reason]).toEqual(['UNENROLLED', 'GOAL_MET']);
    expect(steps).not.toContainEqual(['1', 'SKIPPED']);
    expect(await story.properties('contacts', contact)).not.toMatchObject({ city: 'x' });
  });
});

test('criteria for leaving end a passage at the change as well', async () => {
  const flowId = await story.givenFlow(
    flowOver('0-3', inARow(YEAR), manual, {
      suppressionFilterBranch: anyOf(allOf([is('dealname', 'done')])),
    }),
  );
  const deal = await story.givenRecord('deals', { dealname: 'open' });
  await story.enroll(flowId, deal);
  await story.change('deals', deal, { dealname: 'done' });
  expect(await ended(flowId)).toEqual(['UNENROLLED', 'UNENROLLMENT_CRITERIA_MET', []]);
});

describe('who is inside when a flow gets other exits', () => {
  test('leaves when in a suppression list that was added', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(YEAR)));
    const [member, other] = [await story.givenContact(), await story.givenContact()];
    await story.enroll(flowId, member, other);
    const list = await givenList(story, manualList('not these'));
    await join(story, list, member);
    await story.changeFlow(flowId, (flow) => ({ ...flow, suppressionListIds: [Number(list)] }));
    const passages = await story.enrollments(flowId);
    expect(passages.map((each: Body) => [each.objectId, each.status, each.endReason]).toSorted()).toEqual(
      [
        [member, 'UNENROLLED', 'SUPPRESSED'],
        [other, 'ACTIVE', null],
      ].toSorted(),
    );
  });

  test('leaves when the new criteria for leaving are met already', async () => {
    const flowId = await story.givenFlow(flowOver('0-3', inARow(YEAR), manual));
    const deal = await story.givenRecord('deals', { dealname: 'done' });
    await story.enroll(flowId, deal);
    const suppressionFilterBranch = anyOf(allOf([is('dealname', 'done')]));
    await story.changeFlow(flowId, (flow) => ({ ...flow, suppressionFilterBranch }));
    expect((await ended(flowId)).slice(0, 2)).toEqual(['UNENROLLED', 'UNENROLLMENT_CRITERIA_MET']);
  });

  test('leaves when the flow is turned on again, for what came to be so while it was off', async () => {
    const list = await givenList(story, manualList('nor these'));
    const flowId = await story.givenFlow(
      contactFlow(inARow(YEAR), manual, { suppressionListIds: [Number(list)] }),
    );
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    await story.changeFlow(flowId, (flow) => ({ ...flow, isEnabled: false }));
    await join(story, list, contact);
    expect((await story.enrollments(flowId))[0].status).toBe('ACTIVE');
    await story.changeFlow(flowId, (flow) => ({ ...flow, isEnabled: true }));
    expect((await ended(flowId)).slice(0, 2)).toEqual(['UNENROLLED', 'SUPPRESSED']);
  });
});

describe('mail that nobody has begun to send', () => {
  let email: string;
  beforeAll(async () => {
    const made = await story.millrace.post('/marketing/v3/emails', {
      name: 'News',
      subject: 'News',
      from: { fromName: 'Us', replyTo: 'us@example.test' },
      content: { widgets: { body: { body: { html: '<p>x</p>' } } } },
    });
    email = made.body.id;
    await story.millrace.post(`/marketing/v3/emails/${email}/publish`);
  });

  async function queued(): Promise<{ flowId: string; contact: string }> {
    const flowId = await story.givenFlow(contactFlow(inARow(sendEmail(email), setProperty('city', 'x'))));
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    expect((await story.passage(flowId)).position).toMatchObject({ waitingFor: 'effect' });
    return { flowId, contact };
  }
  const open = async (flowId: string) =>
    (await story.millrace.sql`select result from effects where flow_id = ${flowId} and finished_at is null`)
      .length;

  test('is cancelled when the contact is unenrolled', async () => {
    const { flowId, contact } = await queued();
    await story.millrace.post(`/millrace/v1/flows/${flowId}/unenrollments`, { objectIds: [contact] });
    expect(await open(flowId)).toBe(0);
  });

  test('and when the flow is deleted, or the record', async () => {
    const first = await queued();
    await story.millrace.delete(`/automation/v4/flows/${first.flowId}`);
    expect(await open(first.flowId)).toBe(0);
    const second = await queued();
    await story.millrace.delete(`/crm/v3/objects/contacts/${second.contact}`);
    await story.settle();
    expect(await open(second.flowId)).toBe(0);
  });

  test('when the flow is turned off, its step is skipped like any other', async () => {
    const { flowId } = await queued();
    const off = await story.millrace.post(`/millrace/v1/flows/${flowId}/turn-off`);
    expect([off.status, off.body.flow.isEnabled]).toEqual([200, false]);
    await story.settle();
    expect(await open(flowId)).toBe(0);
    expect((await story.passage(flowId)).steps).toMatchObject([
      { actionId: '1', outcome: 'SKIPPED', reason: 'FLOW_TURNED_OFF' },
      { actionId: '2', outcome: 'SKIPPED', reason: 'FLOW_TURNED_OFF' },
    ]);
  });
});

describe('a PUT that leaves out the actions', () => {
  test('is refused while people are inside, unless it says so', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(YEAR)));
    await story.enroll(flowId, await story.givenContact(), await story.givenContact());
    const put = async (more: Body) => {
      const { revisionId } = (await story.millrace.get(`/automation/v4/flows/${flowId}`)).body;
      const answer = await story.millrace.put(`/automation/v4/flows/${flowId}`, {
        type: 'CONTACT_FLOW',
        revisionId,
        isEnabled: false,
        ...more,
      });
      await story.settle();
      return answer;
    };
    for (const more of [{}, { actions: null }]) {
      const refused = await put(more);
      expect(refused.status).toBe(400);
      expect(refused.body.errors[0]).toMatchObject({ code: 'ACTIONS_LEFT_OUT', in: 'actions' });
      expect(refused.body.errors[0].message).toContain('2 records are in the flow');
    }
    expect(await story.enrollments(flowId, '?status=ACTIVE')).toHaveLength(2);
    expect((await put({ actions: [] })).status).toBe(200);
    expect(await story.enrollments(flowId, '?status=ACTIVE')).toHaveLength(0);
    expect((await put({})).status).toBe(200);
  });

  test('is taken when nobody is', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(YEAR)));
    const { revisionId } = (await story.millrace.get(`/automation/v4/flows/${flowId}`)).body;
    const body = { type: 'CONTACT_FLOW', revisionId, isEnabled: false };
    const answer = await story.millrace.put(`/automation/v4/flows/${flowId}`, body);
    expect([answer.status, answer.body.actions]).toEqual([200, []]);
  });
});

describe('the switch', () => {
  test('turns a flow off and on and touches nothing else; what stands so already makes no revision', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(YEAR), manual, { description: 'kept' }));
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    const before = (await story.millrace.get(`/automation/v4/flows/${flowId}`)).body;
    const off = (await story.millrace.post(`/millrace/v1/flows/${flowId}/turn-off`)).body.flow;
    const still = (await story.millrace.post(`/millrace/v1/flows/${flowId}/turn-off`)).body.flow;
    const on = (await story.millrace.post(`/millrace/v1/flows/${flowId}/turn-on`)).body;
    const owned = { updatedAt: expect.anything(), revisionId: expect.anything() };
    expect(off).toEqual({ ...before, ...owned, isEnabled: false });
    expect(still.revisionId).toBe(off.revisionId);
    expect(on.flow).toEqual({ ...before, ...owned });
    expect(on.findings).toEqual([]);
    expect(await story.enrollments(flowId, '?status=ACTIVE')).toHaveLength(1);
    expect((await story.millrace.post('/millrace/v1/flows/999999/turn-on')).status).toBe(404);
  });

  test('warns of waits that hold everybody, and so does a save of a flow that is on', async () => {
    const body = contactFlow(inARow(action('0-987654', { expiration_minutes: '60' })), manual);
    const saved = await story.millrace.post('/automation/v4/flows', body);
    expect(saved.headers.get('millrace-warning')).toContain('actions[0]');
    const sound = await story.millrace.post('/automation/v4/flows', contactFlow(inARow(YEAR)));
    expect(sound.headers.get('millrace-warning')).toBeNull();
    const on = await story.millrace.post(`/millrace/v1/flows/${saved.body.id}/turn-on`);
    expect(on.body.findings).toMatchObject([{ severity: 'error', code: 'WAIT_NOT_SUPPORTED' }]);
  });
});

describe('a second time by hand', () => {
  const enroll = (flowId: string, body: Body) =>
    story.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, body);

  test.each([
    [false, ['ENROLLED', 'ENROLLED_BEFORE']],
    [true, ['ENROLLED', 'ENROLLED']],
  ])('with shouldReEnroll %s', async (shouldReEnroll, expected) => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(setProperty('city', 'x')), { ...manual, shouldReEnroll }),
    );
    const contact = await story.givenContact();
    const outcomes = [];
    for (let time = 0; time < 2; time++) {
      const answer = await enroll(flowId, { objectIds: [contact] });
      outcomes.push(answer.body.results[0].outcome);
      await story.settle();
    }
    expect(outcomes).toEqual(expected);
    const insisted = await enroll(flowId, { objectIds: [contact], reEnroll: true });
    expect(insisted.body.results[0].outcome).toBe('ENROLLED');
    expect((await enroll(flowId, { matching: true, reEnroll: true })).status).toBe(400);
  });

  test.each([
    [false, 1],
    [true, 2],
  ])(
    'through the older API, with shouldReEnroll %s: 204 twice, run %d times',
    async (shouldReEnroll, times) => {
      const flowId = await story.givenFlow(
        contactFlow(inARow(setProperty('city', 'x')), { ...manual, shouldReEnroll }),
      );
      const mapped = await story.millrace.post('/automation/v4/workflow-id-mappings/batch/read', {
        inputs: [{ type: 'FLOW_ID', flowId }],
      });
      const { workflowId } = mapped.body.results[0];
      await story.givenContact({ email: `lea${times}@example.test` });
      for (let time = 0; time < 2; time++) {
        const path = `/automation/v2/workflows/${workflowId}/enrollments/contacts/lea${times}@example.test`;
        expect((await story.millrace.post(path)).status).toBe(204);
        await story.settle();
      }
      expect(await story.enrollments(flowId)).toHaveLength(times);
    },
  );
});
