import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  action,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  manual,
  setProperty,
  whenMet,
} from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const aDay = inARow(delayMinutes(1440), setProperty('jobtitle', 'Through'));
const taking = (type: 'ALL' | 'SELECTIVE', ...flowIds: string[]) => ({
  unEnrollmentSetting: { type, flowIds },
});
const ends = async (flowId: string) =>
  (await story.enrollments(flowId)).map(({ status, endReason }: Body) => endReason ?? status);

describe('entering a flow takes a contact out of', () => {
  test('no other flow, unless the flow says so', async () => {
    const [one, other] = [
      await story.givenFlow(contactFlow(aDay)),
      await story.givenFlow(contactFlow(aDay, manual, taking('SELECTIVE'))),
    ];
    const contact = await story.givenContact();
    await story.enroll(one, contact);
    await story.enroll(other, contact);
    expect([await ends(one), await ends(other)]).toEqual([['ACTIVE'], ['ACTIVE']]);
  });

  test('all others, and nobody else; those that are over stay as they were', async () => {
    const [first, second, short] = [
      await story.givenFlow(contactFlow(aDay)),
      await story.givenFlow(contactFlow(aDay)),
      await story.givenFlow(contactFlow([])),
    ];
    const last = await story.givenFlow(contactFlow(aDay, manual, taking('ALL')));
    const [contact, bystander] = [await story.givenContact(), await story.givenContact()];
    for (const flow of [first, second, short]) await story.enroll(flow, contact);
    await story.enroll(first, bystander);
    await story.enroll(last, contact);
    expect(await ends(first)).toEqual(['ACTIVE', 'OTHER_FLOW_ENTERED']);
    expect(await ends(second)).toEqual(['OTHER_FLOW_ENTERED']);
    expect(await ends(short)).toEqual(['END_OF_PATH']);
    expect(await ends(last)).toEqual(['ACTIVE']);
    const explained = await story.millrace.get(`/millrace/v1/flows/${second}/explain?objectId=${contact}`);
    expect(explained.body.enrollments[0]).toMatchObject({
      outcome: 'ENDED',
      endReason: 'OTHER_FLOW_ENTERED',
    });
  });

  test('those that are listed; one that is gone, or no flow at all, is passed over', async () => {
    const [listed, unlisted, gone] = [
      await story.givenFlow(contactFlow(aDay)),
      await story.givenFlow(contactFlow(aDay)),
      await story.givenFlow(contactFlow(aDay)),
    ];
    const setting = taking('SELECTIVE', gone, 'no-flow', '999999999999', listed);
    const last = await story.givenFlow(contactFlow(aDay, manual, setting));
    const contact = await story.givenContact();
    for (const flow of [listed, unlisted, gone]) await story.enroll(flow, contact);
    await story.millrace.delete(`/automation/v4/flows/${gone}`);
    await story.enroll(last, contact);
    expect([await ends(listed), await ends(unlisted), await ends(last)]).toEqual([
      ['OTHER_FLOW_ENTERED'],
      ['ACTIVE'],
      ['ACTIVE'],
    ]);
  });

  test('none, when its door keeps the contact out', async () => {
    const inside = await story.givenFlow(contactFlow(aDay));
    const goal = { goalFilterBranch: (whenMet([is('city', 'Goal')]) as Body).listFilterBranch };
    const closed = await story.givenFlow(contactFlow(aDay, manual, { ...taking('ALL'), ...goal }));
    const contact = await story.givenContact({ city: 'Goal' });
    await story.enroll(inside, contact);
    await story.enroll(closed, contact);
    expect([await ends(inside), await ends(closed)]).toEqual([['ACTIVE'], ['GOAL_MET']]);
  });
});

describe('that is so, whichever way it came in:', () => {
  test('by filters; of flows that take contacts out of each other, the one entered last keeps it', async () => {
    const city = (name: string) => whenMet([is('city', name)]);
    const ulm = await story.givenFlow(contactFlow(aDay, city('Ulm'), taking('ALL')));
    const alsoUlm = await story.givenFlow(contactFlow(aDay, city('Ulm'), taking('ALL')));
    const bonn = await story.givenFlow(contactFlow(aDay, city('Bonn'), taking('ALL')));
    const contact = await story.givenContact();
    await story.change('contacts', contact, { city: 'Ulm' });
    const both = [await ends(ulm), await ends(alsoUlm)].flat();
    expect(both.sort()).toEqual(['ACTIVE', 'OTHER_FLOW_ENTERED']);
    await story.change('contacts', contact, { city: 'Bonn' });
    expect(await ends(bonn)).toEqual(['ACTIVE']);
    for (const flow of [ulm, alsoUlm]) expect(await ends(flow)).toEqual(['OTHER_FLOW_ENTERED']);
  });

  test('from another flow, whose next action is not run', async () => {
    const waiting = await story.givenFlow(contactFlow(aDay));
    const target = await story.givenFlow(contactFlow(aDay, manual, taking('ALL')));
    const sender = await story.givenFlow(
      contactFlow(inARow(action('0-15', { flow_id: target }), setProperty('company', 'Not reached'))),
    );
    const contact = await story.givenContact();
    await story.enroll(waiting, contact);
    await story.enroll(sender, contact);
    expect([await ends(waiting), await ends(sender), await ends(target)]).toEqual([
      ['OTHER_FLOW_ENTERED'],
      ['OTHER_FLOW_ENTERED'],
      ['ACTIVE'],
    ]);
    expect((await story.properties('contacts', contact))['company'] ?? null).toBeNull();
    const { steps } = await story.passage(sender);
    expect(steps.map(({ outcome, reason }: Body) => [outcome, reason])).toEqual([
      ['SUCCEEDED', null],
      ['SKIPPED', 'OTHER_FLOW_ENTERED'],
    ]);
  });

  test('by a job over all that match, each out of what it was in', async () => {
    const waiting = await story.givenFlow(contactFlow(aDay));
    const contacts = await Promise.all(['a', 'b', 'c'].map(() => story.givenContact({ city: 'Jobstadt' })));
    await story.enroll(waiting, ...contacts);
    const target = await story.givenFlow(contactFlow(aDay, whenMet([is('city', 'Jobstadt')]), taking('ALL')));
    const job = await story.millrace.post(`/millrace/v1/flows/${target}/enrollments`, { matching: true });
    expect(job.status).toBe(202);
    await story.settle();
    expect(await ends(waiting)).toEqual(contacts.map(() => 'OTHER_FLOW_ENTERED'));
    expect(await ends(target)).toEqual(contacts.map(() => 'ACTIVE'));
  });
});
