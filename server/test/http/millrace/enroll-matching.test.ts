import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, delayMinutes, inARow, is, manual, whenMet } from '../../support/flow-bodies.ts';
import { givenList, join, manualList } from '../../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const aDay = inARow(delayMinutes(1440));
const at = (flow: string) => `/millrace/v1/flows/${flow}`;
const enrollAll = (flow: string) => story.millrace.post(`${at(flow)}/enrollments`, { matching: true });

describe('enrolling whoever matches', () => {
  test('case 2: enrolls those who met the criteria before the flow was on, in the background', async () => {
    const matching = [await story.givenContact({ city: 'Nice' }), await story.givenContact({ city: 'Nice' })];
    await story.givenContact({ city: 'Lyon' });
    const flow = await story.givenFlow(contactFlow(aDay, whenMet([is('city', 'Nice')])));
    const started = await enrollAll(flow);
    expect(started.status).toBe(202);
    expect(started.body).toMatchObject({ flowId: flow, status: 'RUNNING', looked: 0, enrolled: 0 });
    await story.settle();
    const job = await story.millrace.get(`${at(flow)}/enrollment-jobs/${started.body.id}`);
    expect(job.body).toMatchObject({ status: 'COMPLETE', matching: 2, enrolled: 2 });
    expect(job.body.looked).toBe(job.body.total);
    expect((await story.enrollments(flow)).map((each: Body) => each.objectId).toReversed()).toEqual(matching);
    const again = await enrollAll(flow);
    await story.settle();
    expect((await story.millrace.get(`${at(flow)}/enrollment-jobs/${again.body.id}`)).body).toMatchObject({
      matching: 2,
      enrolled: 0,
      outcomes: { ALREADY_ACTIVE: 2 },
    });
  });

  test('is previewed: how many match, what would become of them, and a few of them', async () => {
    const list = await givenList(story, manualList('kept out'));
    const flow = await story.givenFlow(
      contactFlow(aDay, whenMet([is('city', 'Metz')]), {
        suppressionListIds: [Number(list)],
        isEnabled: false,
      }),
    );
    const ids: string[] = [];
    for (let count = 0; count < 12; count++) ids.push(await story.givenContact({ city: 'Metz' }));
    await join(story, list, ids[0]!);
    await story.changeFlow(flow, (body) => ({ ...body, isEnabled: true }));
    await story.enroll(flow, ids[1]!);
    const preview = await story.millrace.get(`${at(flow)}/preview`);
    expect(preview.body).toMatchObject({
      matching: 12,
      wouldEnroll: 10,
      alreadyActive: 1,
      enrolledBefore: 0,
      refused: 1,
    });
    expect(preview.body.sample.map((each: Body) => each.objectId)).toEqual(ids.slice(0, 10));
    expect(preview.body.sample[0].properties).toMatchObject({ city: 'Metz', email: expect.any(String) });
    expect(Object.keys(preview.body.sample[0].properties)).not.toContain('hs_email_domain');
    await enrollAll(flow);
    await story.settle();
    expect(await story.enrollments(flow, '?status=ACTIVE')).toHaveLength(11);
  });

  test('goes on where it was, chunk by chunk, and can be canceled', async () => {
    await story.millrace.sql`
      insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
      select id, '0-1', nextval('record_ids'), '{"city": "Mass"}', now(), now() from accounts, generate_series(1, 2500)`;
    const flow = await story.givenFlow(contactFlow(aDay, whenMet([is('city', 'Mass')])));
    const job = (await enrollAll(flow)).body;
    await story.settle();
    const done = (await story.millrace.get(`${at(flow)}/enrollment-jobs/${job.id}`)).body;
    expect(done).toMatchObject({ status: 'COMPLETE', enrolled: 2500 });
    const canceled = await story.millrace.delete(`${at(flow)}/enrollment-jobs/${job.id}`);
    expect(canceled.body.status).toBe('COMPLETE');
    expect((await story.millrace.get(`${at(flow)}/enrollment-jobs/999`)).status).toBe(404);
  });

  test('is refused for a flow without filters, one that is off, and beside given records', async () => {
    const byHand = await story.givenFlow(contactFlow(aDay, manual));
    expect((await enrollAll(byHand)).body.errors[0].code).toBe('NO_CRITERIA');
    expect((await story.millrace.get(`${at(byHand)}/preview`)).status).toBe(400);
    const off = await story.givenFlow({ ...contactFlow(aDay, whenMet([is('city', 'X')])), isEnabled: false });
    expect((await enrollAll(off)).body.errors[0].code).toBe('FLOW_TURNED_OFF');
    const both = { matching: true, objectIds: ['1'] };
    expect((await story.millrace.post(`${at(byHand)}/enrollments`, both)).status).toBe(400);
    expect((await story.millrace.post(`${at(byHand)}/enrollments`, {})).status).toBe(400);
    expect((await enrollAll('987654')).status).toBe(404);
  });
});
