import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  isKnown,
  setProperty,
  whenEvent,
  whenMet,
} from '../support/flow-bodies.ts';
import { givenList, inList, join, leave, manualList } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const anHour = inARow(delayMinutes(60));
const again = { shouldReEnroll: true };
const whenCity = (value: string) =>
  whenEvent('4-655002', [is('hs_name', 'city'), is('hs_value', value)], again);

async function givenKeeping(flow: Body, policies: Body = { whileInside: 'keep' }): Promise<string> {
  const flowId = await story.givenFlow(flow);
  const put = await story.millrace.put(`/millrace/v1/flows/${flowId}/policies`, policies);
  expect(put.status, JSON.stringify(put.body)).toBe(200);
  return flowId;
}

const inAndOut = async (contact: string, city: string) => {
  await story.change('contacts', contact, { city: 'Elsewhere' });
  await story.change('contacts', contact, { city });
};
const statuses = async (flowId: string) =>
  (await story.enrollments(flowId)).map(({ status }: Body) => status);

describe('a trigger that fires while the record is inside', () => {
  test('is dropped, unless the flow keeps it', async () => {
    const flow = await story.givenFlow(contactFlow(anHour, whenCity('Ulm')));
    const contact = await story.givenContact();
    await story.change('contacts', contact, { city: 'Ulm' });
    await inAndOut(contact, 'Ulm');
    expect((await story.passage(flow)).kept).toBeNull();
    await story.pass('P1D');
    expect(await statuses(flow)).toEqual(['COMPLETED']);
  });

  test('is kept, shown, and enrolls again at the end: once, however often it fired', async () => {
    const flow = await givenKeeping(contactFlow(anHour, whenCity('Gera')));
    const contact = await story.givenContact();
    await story.change('contacts', contact, { city: 'Gera' });
    await story.pass('PT10M');
    const now = async () => (await story.millrace.get('/millrace/v1/clock')).body.now;
    for (const _again of [1, 2, 3]) await inAndOut(contact, 'Gera');
    const since = await now();
    const { kept, status } = await story.passage(flow);
    expect(status).toBe('ACTIVE');
    expect(kept).toMatchObject({ trigger: { kind: 'EVENT', properties: { hs_value: 'Gera' } } });
    expect(Date.parse(since) - Date.parse(kept.since)).toBeLessThan(60_000);
    const { body } = await story.millrace.get(`/millrace/v1/flows/${flow}/explain?objectId=${contact}`);
    expect(body.answer).toContain('lets it in again once it is through');
    await story.pass('PT50M');
    const [second, first] = await story.enrollments(flow);
    expect(second).toMatchObject({ status: 'ACTIVE', trigger: { keptSince: kept.since }, kept: null });
    expect(second.enrolledAt).toBe(first.endedAt);
    await story.pass('P1D');
    expect(await statuses(flow)).toEqual(['COMPLETED', 'COMPLETED']);
  });

  test('must find the criteria met at the end, of a flow with filters', async () => {
    const criteria = whenMet([is('city', 'Jena'), isKnown('jobtitle')], {
      ...again,
      reEnrollmentTriggersFilterBranches: [allOf([isKnown('jobtitle')])],
    });
    const flow = await givenKeeping(contactFlow(anHour, criteria));
    const [stays, moves] = [
      await story.givenContact({ city: 'Jena', jobtitle: 'A' }),
      await story.givenContact({ city: 'Jena', jobtitle: 'A' }),
    ];
    await story.settle();
    for (const contact of [stays, moves]) await story.change('contacts', contact, { jobtitle: 'B' });
    await story.change('contacts', moves, { city: 'Elsewhere' });
    await story.pass('P1D');
    const of = async (contact: string) =>
      (await story.enrollments(flow)).filter(({ objectId }: Body) => objectId === contact).length;
    expect([await of(stays), await of(moves)]).toEqual([2, 1]);
  });

  test('and the gate open, and the list joined still, of a flow that is entered by a list', async () => {
    const list = await givenList(story, manualList('kept'));
    const flow = await givenKeeping(
      contactFlow(anHour, {
        type: 'EVENT_BASED',
        ...again,
        eventFilterBranches: [],
        listMembershipFilterBranches: [allOf([inList(list)])],
        refinementCriteria: anyOf(allOf([isKnown('email')])),
      }),
    );
    const [stays, gone] = [await story.givenContact(), await story.givenContact()];
    await join(story, list, stays, gone);
    await leave(story, list, stays, gone);
    await join(story, list, stays, gone);
    await leave(story, list, gone);
    await story.pass('PT1H');
    const active = (await story.enrollments(flow, '?status=ACTIVE')).map(({ objectId }: Body) => objectId);
    expect(active).toEqual([stays]);
  });

  test('is dropped when the record is taken out, the flow turned off, or the policy taken back', async () => {
    const flows = await Promise.all([1, 2, 3].map(() => givenKeeping(contactFlow(anHour, whenCity('Suhl')))));
    const [taken, off, dropped] = flows;
    const contact = await story.givenContact();
    await story.change('contacts', contact, { city: 'Suhl' });
    await inAndOut(contact, 'Suhl');
    for (const flow of flows) expect((await story.passage(flow)).kept).not.toBeNull();
    await story.millrace.post(`/millrace/v1/flows/${taken}/unenrollments`, { objectIds: [contact] });
    await story.millrace.post(`/millrace/v1/flows/${off}/turn-off`);
    await story.millrace.post(`/millrace/v1/flows/${off}/turn-on`);
    await story.millrace.put(`/millrace/v1/flows/${dropped}/policies`, { whileInside: 'drop' });
    await story.pass('P1D');
    for (const flow of flows) expect(await statuses(flow)).toHaveLength(1);
  });

  test('is not kept when the passage itself has made it, nor without re-enrollment', async () => {
    const own = await givenKeeping(
      contactFlow(inARow(delayMinutes(60), setProperty('state', 'Own'), delayMinutes(60)), {
        ...whenEvent('4-655002', [is('hs_name', 'state')], again),
      }),
    );
    const once = await givenKeeping(
      contactFlow(anHour, { ...whenCity('Greiz'), shouldReEnroll: false } as Body),
    );
    const contact = await story.givenContact();
    await story.change('contacts', contact, { state: 'A', city: 'Greiz' });
    await inAndOut(contact, 'Greiz');
    expect((await story.passage(once)).kept).toBeNull();
    await story.pass('P1D');
    expect([await statuses(own), await statuses(once)]).toEqual([['COMPLETED'], ['COMPLETED']]);
  });

  test('goes through the door again: whoever has reached the goal stays out', async () => {
    const flow = await givenKeeping(
      contactFlow(anHour, whenCity('Gotha'), { suppressionListIds: [Number(await givenSuppression())] }),
    );
    const contact = await story.givenContact();
    await story.change('contacts', contact, { city: 'Gotha' });
    await inAndOut(contact, 'Gotha');
    await story.pass('PT1H');
    expect(await statuses(flow)).toEqual(['ACTIVE', 'COMPLETED']);
  });

  const givenSuppression = () => givenList(story, manualList('nobody'));
});

test('policies say what they take', async () => {
  const flow = await story.givenFlow(contactFlow([]));
  const put = (body: Body) => story.millrace.put(`/millrace/v1/flows/${flow}/policies`, body);
  const wrong = await put({ whileInside: 'queue' });
  expect(wrong.status).toBe(400);
  expect(wrong.body.message).toContain('whileInside');
  expect((await put({ merge: { passages: 'stay' } })).body.message).toContain('merge.passages');
  expect((await put({ whileInside: 'keep', merge: { passages: 'move', enrolls: true } })).body).toMatchObject(
    {
      whileInside: 'keep',
      merge: { passages: 'move', enrolls: true },
    },
  );
});
