import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
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
  whenMet,
} from '../../support/flow-bodies.ts';
import { givenList, join, manualList } from '../../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

const DAY = 24 * 60;

let story: Story;
beforeAll(async () => {
  // Nobody listens there: mails are tried again and again.
  story = await tellStory({ smtpUrl: 'smtp://127.0.0.1:9' });
});
afterAll(() => story.stop());

async function bodyOf(flowId: string, change: (flow: Body) => Body): Promise<Body> {
  const {
    createdAt: _,
    updatedAt: __,
    ...flow
  } = (await story.millrace.get(`/automation/v4/flows/${flowId}`)).body;
  return change(flow);
}

async function previewed(flowId: string, change: (flow: Body) => Body, query = ''): Promise<Body> {
  const answer = await story.millrace.post(
    `/millrace/v1/flows/${flowId}/edit-preview${query}`,
    await bodyOf(flowId, change),
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

const delayOf = (days: number) => (flow: Body) => ({
  ...flow,
  actions: flow.actions.map((each: Body) =>
    each.actionId === '1' ? { ...each, fields: { ...each.fields, delta: String(days * DAY) } } : each,
  ),
});
const without = (actionId: string, startActionId: string) => (flow: Body) => ({
  ...flow,
  startActionId,
  actions: flow.actions.filter((each: Body) => each.actionId !== actionId),
});

async function givenWaiting(
  count: number,
  flow = contactFlow(inARow(delayMinutes(3 * DAY), setProperty('jobtitle', 'Through'))),
) {
  const flowId = await story.givenFlow(flow);
  const contacts: string[] = [];
  for (let index = 0; index < count; index++) contacts.push(await story.givenContact());
  await story.enroll(flowId, ...contacts);
  return { flowId, contacts };
}

const becomesOf = (preview: Body, actionId = '1') =>
  preview.actions
    .find((each: Body) => each.actionId === actionId)
    ?.becomes.map(({ sample: _, ...each }: Body) => each);

describe('the preview of an edit', () => {
  test('tells who goes on now and who waits until when, as it then comes about', async () => {
    const { flowId } = await givenWaiting(2);
    await story.pass('P1D');
    const late = await story.givenContact();
    await story.enroll(flowId, late);
    const shorter = await previewed(flowId, delayOf(1));
    expect(shorter).toMatchObject({ flowId, appliesTo: 'EVERYBODY', inside: 3, complete: true });
    const [{ until, ...waits }, ...others] = becomesOf(shorter).toReversed();
    expect([waits, ...others]).toEqual([
      { what: 'WAITS_UNTIL', count: 1 },
      { what: 'GOES_ON_NOW', count: 2, actionId: '2' },
    ]);
    expect(shorter.diff.text).toContain('~ action 1');
    expect(shorter.text).toMatch(
      /^3 records are in the flow\.\n3 at action 1 \(0-1\): 2 go on now, 1 waits until /,
    );
    // Nothing has happened by that.
    expect((await story.enrollments(flowId)).map((each: Body) => each.status)).toEqual(
      Array(3).fill('ACTIVE'),
    );
    await story.changeFlow(flowId, delayOf(1));
    const after = await story.enrollments(flowId);
    expect(after.filter((each: Body) => each.status === 'COMPLETED')).toHaveLength(2);
    const [stays] = after.filter((each: Body) => each.status === 'ACTIVE');
    expect(stays.objectId).toBe(late);
    expect(stays.position.until).toBe(until.earliest);
  });

  test('tells where they go whose action is removed, and who has nowhere to go', async () => {
    const { flowId } = await givenWaiting(2);
    expect(becomesOf(await previewed(flowId, without('1', '2')))).toEqual([
      { what: 'MOVES_TO', count: 2, actionId: '2' },
    ]);
    const none = await previewed(flowId, (flow) => ({
      ...flow,
      startActionId: '9',
      actions: [{ ...setProperty('city', 'x'), actionId: '9' }],
    }));
    expect(becomesOf(none)).toEqual([{ what: 'ENDS', count: 2, reason: 'ACTION_REMOVED' }]);
    expect(none.actions[0]).toMatchObject({ change: 'REMOVED', waiting: 2 });
  });

  test('tells that they stay: an action that is not touched, a save for new ones', async () => {
    const { flowId } = await givenWaiting(2);
    const renamed = await previewed(flowId, (flow) => ({ ...flow, name: 'Other' }));
    expect(becomesOf(renamed)).toEqual([{ what: 'STAYS', count: 2 }]);
    const forNew = await previewed(flowId, delayOf(0), '?appliesTo=NEW_ONLY');
    expect(becomesOf(forNew)).toEqual([{ what: 'STAYS', count: 2 }]);
    expect(forNew.appliesTo).toBe('NEW_ONLY');
  });

  test('tells of those who are pinned that they stay', async () => {
    const { flowId } = await givenWaiting(1);
    await story.changeFlow(flowId, delayOf(5), '?appliesTo=NEW_ONLY');
    await story.enroll(flowId, await story.givenContact());
    const preview = await previewed(flowId, without('1', '2'));
    expect(becomesOf(preview)).toEqual([
      { what: 'MOVES_TO', count: 1, actionId: '2' },
      { what: 'STAYS', count: 1 },
    ]);
  });

  test('tells who is held at a wait that nobody can wait', async () => {
    const { flowId } = await givenWaiting(1);
    const broken = await previewed(flowId, (flow) => ({
      ...flow,
      actions: flow.actions.map((each: Body) =>
        each.actionId === '1' ? { ...each, fields: { delta: 'soon', time_unit: 'MINUTES' } } : each,
      ),
    }));
    expect(becomesOf(broken)).toEqual([{ what: 'IS_HELD', count: 1, reason: 'INVALID_CONFIGURATION' }]);
  });

  test('tells of those whose mail is on its way that they stay', async () => {
    const email = await story.millrace.post('/marketing/v3/emails', {
      name: 'News',
      subject: 'News',
      from: { fromName: 'Us', replyTo: 'us@example.test' },
      content: { widgets: { body: { body: { html: '<p>x</p>' } } } },
    });
    await story.millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
    const flowId = await story.givenFlow(
      contactFlow(inARow(sendEmail(email.body.id), setProperty('city', 'x'))),
    );
    await story.enroll(flowId, await story.givenContact());
    const preview = await previewed(flowId, (flow) => ({
      ...flow,
      actions: flow.actions.map((each: Body) =>
        each.actionId === '1' ? { ...each, fields: { ...each.fields, content_id: '1' } } : each,
      ),
    }));
    expect(becomesOf(preview)).toEqual([{ what: 'STAYS', count: 1 }]);
    const off = await previewed(flowId, (flow) => ({ ...flow, isEnabled: false }));
    expect(becomesOf(off)).toEqual([{ what: 'IS_SKIPPED', count: 1, reason: 'FLOW_TURNED_OFF' }]);
  });

  test('tells who leaves by a suppression list, a goal, criteria for leaving', async () => {
    const { flowId, contacts } = await givenWaiting(3);
    const list = await givenList(story, manualList('out'));
    await join(story, list, contacts[0]!);
    await story.change('contacts', contacts[1]!, { jobtitle: 'done' });
    const preview = await previewed(flowId, (flow) => ({
      ...flow,
      suppressionListIds: [Number(list)],
      goalFilterBranch: anyOf(allOf([is('jobtitle', 'done')])),
    }));
    expect(preview.leaving).toEqual({ total: 2, byReason: { SUPPRESSED: 1, GOAL_MET: 1 } });
    expect((await previewed(flowId, delayOf(1))).leaving).toBeNull();
    const deals = await story.givenFlow(flowOver('0-3', inARow(delayMinutes(DAY)), manual));
    await story.enroll(deals, await story.givenRecord('deals', { dealname: 'done' }));
    const leave = { suppressionFilterBranch: anyOf(allOf([is('dealname', 'done')])) };
    expect((await previewed(deals, (flow) => ({ ...flow, ...leave }))).leaving).toEqual({
      total: 1,
      byReason: { UNENROLLMENT_CRITERIA_MET: 1 },
    });
  });

  test('tells whom new criteria match, which a save does not enroll', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(delayMinutes(DAY))));
    const contact = await story.givenContact({ city: 'Thun' });
    expect((await previewed(flowId, delayOf(1))).matching).toBeNull();
    const preview = await previewed(flowId, (flow) => ({
      ...flow,
      enrollmentCriteria: whenMet([is('city', 'Thun')]),
    }));
    expect(preview.matching).toMatchObject({ matching: 1, wouldEnroll: 1 });
    expect(preview.matching.sample[0].objectId).toBe(contact);
    expect(preview.text).toContain('1 match the criteria now; saving enrolls none of them.');
  });

  test('tells those who are paused apart, and those who fell due meanwhile, and what holds them all up', async () => {
    const { flowId, contacts } = await givenWaiting(4);
    const [first] = await story.enrollments(flowId, `?objectId=${contacts[0]}`);
    await story.millrace.post(`/millrace/v1/enrollments/${first.id}/pause`, { time: 'GOES_ON' });
    const shorter = await previewed(flowId, delayOf(0));
    expect(shorter).toMatchObject({ inside: 4, pausedBy: [] });
    expect(shorter.actions).toMatchObject([{ actionId: '1', waiting: 4, paused: 1, setAside: 0 }]);
    expect(becomesOf(shorter)).toEqual([{ what: 'GOES_ON_NOW', count: 4, paused: 1, actionId: '2' }]);
    expect(shorter.text).toContain('4 go on now (1 of them paused)');
    expect(becomesOf(await previewed(flowId, (flow) => ({ ...flow, name: 'Other' })))).toEqual([
      { what: 'STAYS', count: 4, paused: 1 },
    ]);
    await story.pass('P4D');
    const later = await previewed(flowId, delayOf(9));
    expect(later.actions).toMatchObject([{ actionId: '1', waiting: 1, paused: 1, setAside: 1 }]);
    expect(later.text).toContain('1 fell due in a pause');
    await story.millrace.post(`/millrace/v1/flows/${flowId}/pause`, { reason: 'Look first' });
    const held = await previewed(flowId, delayOf(9));
    expect(held.pausedBy).toMatchObject([{ scope: 'FLOW', state: 'PAUSED', reason: 'Look first' }]);
    expect(held.text).toContain('The flow is paused');
  });

  test('counts those whom pins keep at the action where they stand: they stay as they are', async () => {
    const { flowId } = await givenWaiting(2);
    await story.changeFlow(flowId, delayOf(5), '?appliesTo=NEW_ONLY');
    const late = await story.givenContact();
    await story.enroll(flowId, late);
    const preview = await previewed(flowId, delayOf(0));
    expect(becomesOf(preview)).toEqual([
      { what: 'GOES_ON_NOW', count: 1, actionId: '2' },
      { what: 'STAYS', count: 2 },
    ]);
  });

  test('looks at thousands, in the same number of statements an enrollment', async () => {
    const { flowId } = await givenWaiting(1);
    await story.millrace.sql`
      with made as (
        insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
        select id, '0-1', nextval('record_ids'), '{}', now(), now() from accounts, generate_series(1, 2400)
        returning account_id, id
      )
      insert into enrollments (account_id, flow_id, object_type_id, record_id, enrolled_at, trigger, action_id, revision_id, wait)
      select made.account_id, e.flow_id, '0-1', made.id, e.enrolled_at, e.trigger, e.action_id, e.revision_id, e.wait
      from made cross join (select * from enrollments where flow_id = ${flowId} limit 1) as e`;
    const preview = await previewed(flowId, delayOf(0));
    expect(preview).toMatchObject({ inside: 2401, complete: true });
    expect(becomesOf(preview)).toEqual([{ what: 'GOES_ON_NOW', count: 2401, actionId: '2' }]);
  });
});

describe('bad input', () => {
  test('is refused as the save would refuse it', async () => {
    const { flowId } = await givenWaiting(1);
    const url = `/millrace/v1/flows/${flowId}/edit-preview`;
    const stale = await story.millrace.post(url, {
      ...(await bodyOf(flowId, (flow) => flow)),
      revisionId: '77',
    });
    expect([stale.status, stale.body.subCategory]).toEqual([
      400,
      'FlowApiStandardFriendlyError.INVALID_REVISION_ID_IN_PUT_REQUEST',
    ]);
    const broken = await story.millrace.post(
      url,
      await bodyOf(flowId, (flow) => ({ ...flow, startActionId: '404' })),
    );
    expect(broken.status).toBe(400);
    expect(JSON.stringify(broken.body.errors)).toContain('404');
    const saved = await story.millrace.put(
      `/automation/v4/flows/${flowId}`,
      await bodyOf(flowId, (flow) => ({ ...flow, startActionId: '404' })),
    );
    expect(broken.body.errors).toEqual(saved.body.errors);
    expect((await story.millrace.post('/millrace/v1/flows/99999999/edit-preview', broken.body)).status).toBe(
      400,
    );
    const gone = await story.millrace.post(
      '/millrace/v1/flows/99999999/edit-preview',
      await bodyOf(flowId, (flow) => flow),
    );
    expect(gone.status).toBe(404);
  });
});
