import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  sendEmail,
  setProperty,
} from '../support/flow-bodies.ts';
import { dynamicList, givenList, inList, membersOf } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
let emailId: string;
beforeAll(async () => {
  story = await tellStory();
  const { body } = await story.millrace.post('/marketing/v3/emails', { name: 'Mail', subject: 'Mail' });
  emailId = body.id;
  await story.millrace.post(`/marketing/v3/emails/${emailId}/publish`);
});
afterAll(() => story.stop());

const GOAL = { goalFilterBranch: anyOf(allOf([is('city', 'Goal')])) };

/** A flow towards the goal, and the list of those who count as having met it, kept from the beginning on. */
async function givenGoal(actions: Body[], more: Body = {}): Promise<{ flowId: string; list: string }> {
  const flowId = await story.givenFlow(contactFlow(inARow(...actions), undefined, { ...GOAL, ...more }));
  const asks = inList(flowId, 'IN_LIST', { id: flowId, inListType: 'WORKFLOWS_GOAL' });
  return { flowId, list: await givenList(story, dynamicList(`goal of ${flowId}`, [asks])) };
}

const meetGoal = (contact: string) => story.change('contacts', contact, { city: 'Goal' });

/** Who counts, by every answer that there is; they agree. */
async function counted({ flowId, list }: { flowId: string; list: string }): Promise<string[]> {
  const members = await membersOf(story, list);
  const asks = inList(flowId, 'IN_LIST', { id: flowId, inListType: 'WORKFLOWS_GOAL' });
  const filledNow = await givenList(
    story,
    dynamicList(`filled ${flowId} ${members.length} ${++lists}`, [asks]),
  );
  expect(await membersOf(story, filledNow)).toEqual(members);
  const { body } = await story.millrace.get(`/millrace/v1/flows/${flowId}/goal`);
  expect(body.metGoal).toBe(members.length);
  return members;
}
let lists = 0;

describe('case 14: a goal that is met after the flow was gone through', () => {
  test('counts where the flow has sent a marketing email, once and for ever', async () => {
    const goal = await givenGoal([sendEmail(emailId)]);
    const contact = await story.givenContact();
    await story.enroll(goal.flowId, contact);
    expect((await story.enrollments(goal.flowId))[0].status).toBe('COMPLETED');
    expect(await counted(goal)).toEqual([]);
    await story.pass('P30D');
    await meetGoal(contact);
    expect(await counted(goal)).toEqual([contact]);
    await story.change('contacts', contact, { city: 'Elsewhere' });
    await meetGoal(contact);
    expect(await counted(goal)).toEqual([contact]);
    // Passages stay what they were.
    expect(await story.enrollments(goal.flowId)).toMatchObject([{ status: 'COMPLETED' }]);
    const { body } = await story.millrace.get(
      `/automation/v4/flows/performance/${goal.flowId}?bucketType=MONTH`,
    );
    expect(body.results.map((each: Body) => [each.series, each.frequency])).toEqual([
      ['COMPLETED', 1],
      ['ENROLLED', 1],
    ]);
  });

  test('does not count without one: nothing sent, not to this contact, or by another flow', async () => {
    const without = await givenGoal([setProperty('jobtitle', 'Through')]);
    const other = await givenGoal([sendEmail(emailId)]);
    const contact = await story.givenContact();
    const unsubscribed = await story.givenContact({ email: 'out@example.test' });
    await story.millrace.post(
      '/communication-preferences/v4/statuses/out@example.test/unsubscribe-all?channel=EMAIL',
    );
    await story.enroll(without.flowId, contact);
    await story.enroll(other.flowId, unsubscribed);
    await meetGoal(contact);
    await meetGoal(unsubscribed);
    expect(await counted(without)).toEqual([]);
    expect(await counted(other)).toEqual([]);
  });

  test('counts the contact, not its passages', async () => {
    const goal = await givenGoal([sendEmail(emailId)], {
      enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: true },
    });
    const [contact, other] = [await story.givenContact(), await story.givenContact()];
    for (const _again of [1, 2]) {
      await story.millrace.post(`/millrace/v1/flows/${goal.flowId}/enrollments`, {
        objectIds: [contact],
        reEnroll: true,
      });
      await story.settle();
    }
    await story.enroll(goal.flowId, other);
    expect(await story.enrollments(goal.flowId)).toHaveLength(3);
    await meetGoal(contact);
    expect(await counted(goal)).toEqual([contact]);
    const { body } = await story.millrace.get(`/millrace/v1/flows/${goal.flowId}/goal`);
    expect(body).toEqual({ enrolled: 2, metGoal: 1, conversionRate: 50 });
  });
});

describe('case 15: who left early and meets the goal later', () => {
  test('does not count, put out by a suppression list', async () => {
    const suppression = await givenList(story, dynamicList('suppressed', [is('jobtitle', 'Suppressed')]));
    const goal = await givenGoal([sendEmail(emailId), delayMinutes(60)], {
      suppressionListIds: [Number(suppression)],
    });
    const contact = await story.givenContact();
    await story.enroll(goal.flowId, contact);
    await story.change('contacts', contact, { jobtitle: 'Suppressed' });
    expect(await story.enrollments(goal.flowId)).toMatchObject([
      { status: 'UNENROLLED', endReason: 'SUPPRESSED' },
    ]);
    await meetGoal(contact);
    expect(await counted(goal)).toEqual([]);
  });

  test('does not count, put out by hand', async () => {
    const goal = await givenGoal([sendEmail(emailId), delayMinutes(60)]);
    const contact = await story.givenContact();
    await story.enroll(goal.flowId, contact);
    await story.millrace.post(`/millrace/v1/flows/${goal.flowId}/unenrollments`, { objectIds: [contact] });
    await meetGoal(contact);
    expect(await counted(goal)).toEqual([]);
  });
});

describe('a goal that is met in the flow', () => {
  test.each([
    ['after its mail counts', [sendEmail('EMAIL'), delayMinutes(60)], 1],
    ['before its mail does not', [delayMinutes(60), sendEmail('EMAIL')], 0],
  ])('%s', async (_, actions, expected) => {
    const goal = await givenGoal(JSON.parse(JSON.stringify(actions).replaceAll('EMAIL', emailId)));
    const contact = await story.givenContact();
    await story.enroll(goal.flowId, contact);
    await meetGoal(contact);
    expect(await story.enrollments(goal.flowId)).toMatchObject([
      { status: 'UNENROLLED', endReason: 'GOAL_MET' },
    ]);
    expect(await counted(goal)).toHaveLength(expected);
  });
});
