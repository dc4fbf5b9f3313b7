import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  action,
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  setProperty,
  whenMet,
} from '../support/flow-bodies.ts';
import { answering, type Receiver, startReceiver } from '../support/receiver.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
let receiver: Receiver;
beforeAll(async () => {
  story = await tellStory();
  receiver = await startReceiver();
});
afterAll(async () => {
  await story.stop();
  await receiver.close();
});

const DAY = 1_440;
const post = (path: string, body?: unknown) => story.millrace.post(`/millrace/v1${path}`, body ?? {});
const get = async (path: string) => (await story.millrace.get(`/millrace/v1${path}`)).body;
const pause = (flow: string, body?: unknown) => post(`/flows/${flow}/pause`, body);
const resume = async (flow: string, body?: unknown) => {
  const answer = await post(`/flows/${flow}/resume`, body);
  expect(answer.status).toBe(202);
  await story.settle();
};
const now = async () => Date.parse((await get('/clock')).now);
const jobtitle = async (contact: string) => (await story.properties('contacts', contact))['jobtitle'];
const position = async (flow: string) => (await story.passage(flow)).position;
const steps = async (flow: string) =>
  (await story.passage(flow)).steps.map((step: Body) => [step.actionId, step.outcome]);

/** A contact that waits in a flow: a wait, then a job title. */
async function waitingFor(wait: Body, properties: Record<string, string> = {}) {
  const flow = await story.givenFlow(contactFlow(inARow(wait, setProperty('jobtitle', 'arrived'))));
  const contact = await story.givenContact(properties);
  await story.enroll(flow, contact);
  return { flow, contact };
}

describe('a paused flow', () => {
  test('runs no step, keeps whom it lets in, and goes on for what was left when time stood still', async () => {
    const { flow, contact } = await waitingFor(delayMinutes(3 * DAY));
    const until = Date.parse((await position(flow)).until);
    await story.pass('P1D');
    const paused = await pause(flow, { reason: 'the shop is closed' });
    expect(paused.status).toBe(200);
    expect(paused.body).toMatchObject({
      state: 'PAUSED',
      pausedBy: [{ scope: 'FLOW', state: 'PAUSED', time: 'STANDS_STILL', reason: 'the shop is closed' }],
    });
    const late = await story.givenContact();
    await story.enroll(flow, late);
    await story.pass('P10D');
    expect(await jobtitle(contact)).toBeFalsy();
    expect(await get(`/flows/${flow}/state`)).toMatchObject({ state: 'PAUSED', setAside: 2 });
    const [newest] = await story.enrollments(flow);
    expect(newest).toMatchObject({
      objectId: late,
      status: 'ACTIVE',
      stepCount: 0,
      pausedBy: [{ scope: 'FLOW' }],
    });
    await resume(flow);
    expect(await get(`/flows/${flow}/state`)).toEqual({ state: 'RUNNING', pausedBy: [], setAside: 0 });
    const [, first] = await story.enrollments(flow);
    expect(Date.parse(first!.position.until)).toBeCloseTo(until + 10 * 24 * 3_600_000, -4);
    expect(first!.pausedBy).toEqual([]);
    await story.pass('P1DT23H');
    expect(await jobtitle(contact)).toBeFalsy();
    await story.pass('PT2H');
    expect(await jobtitle(contact)).toBe('arrived');
    expect(await jobtitle(late)).toBeFalsy();
    await story.pass('P1D');
    expect(await jobtitle(late)).toBe('arrived');
  });

  test('lets time go on where that is asked: what is over by then comes at once', async () => {
    const { flow, contact } = await waitingFor(delayMinutes(3 * DAY));
    const body = await story.millrace.get(`/automation/v4/flows/${flow}`);
    await pause(flow, { time: 'GOES_ON' });
    expect((await story.millrace.get(`/automation/v4/flows/${flow}`)).body).toEqual(body.body);
    await story.pass('P10D');
    expect(await jobtitle(contact)).toBeFalsy();
    await resume(flow);
    expect(await jobtitle(contact)).toBe('arrived');
    const [first] = (await story.passage(flow)).steps;
    expect(Date.parse(first.at) - Date.parse(first.startedAt)).toBeGreaterThan(10 * 24 * 3_600_000);
  });

  test('lets go what fell due meanwhile at a pace, in the order in which it fell due', async () => {
    const flow = await story.givenFlow(
      contactFlow(inARow(delayMinutes(60), setProperty('jobtitle', 'arrived'))),
    );
    const contacts: string[] = [];
    for (let count = 0; count < 6; count++) {
      contacts.push(await story.givenContact());
      await story.enroll(flow, contacts.at(-1)!);
      await story.pass('PT1M');
    }
    await pause(flow, { time: 'GOES_ON' });
    await story.pass('P1D');
    await resume(flow, { perMinute: 2 });
    await story.pass('PT10M');
    const ends = (await story.enrollments(flow)).toReversed();
    expect(ends.map(({ objectId }) => objectId)).toEqual(contacts);
    const first = Date.parse(ends[0]!.endedAt);
    const offsets = ends.map(({ endedAt }) => Math.round((Date.parse(endedAt) - first) / 1_000));
    expect(offsets).toEqual([0, 30, 60, 90, 120, 150]);
  });

  test('stands still while nothing is told to go on: a date comes when it comes, a length waits', async () => {
    const date = new Date((await now()) + 3 * 24 * 3_600_000).toISOString();
    const { flow, contact } = await waitingFor(
      action('0-35', { date: { type: 'STATIC_VALUE', staticValue: date } }),
    );
    await pause(flow);
    await story.pass('P5D');
    expect(await jobtitle(contact)).toBeFalsy();
    await resume(flow);
    expect(await jobtitle(contact)).toBe('arrived');
  });

  test('that is edited meanwhile goes by its new definition, less the pause', async () => {
    const { flow, contact } = await waitingFor(delayMinutes(3 * DAY));
    const since = Date.parse((await position(flow)).since);
    await story.pass('P1D');
    await pause(flow);
    await story.pass('P4D');
    await story.changeFlow(flow, (body) => ({
      ...body,
      actions: [
        { ...body.actions[0], fields: { delta: String(2 * DAY), time_unit: 'MINUTES' } },
        body.actions[1],
      ],
    }));
    expect(await jobtitle(contact)).toBeFalsy();
    await resume(flow);
    const { since: still, until } = await position(flow);
    expect(Date.parse(still)).toBe(since);
    expect(Date.parse(until)).toBeCloseTo(since + 6 * 24 * 3_600_000, -4);
    await story.changeFlow(flow, (body) => ({
      ...body,
      actions: [
        { ...body.actions[0], fields: { delta: String(3 * DAY), time_unit: 'MINUTES' } },
        body.actions[1],
      ],
    }));
    expect(Date.parse((await position(flow)).until)).toBeCloseTo(since + 7 * 24 * 3_600_000, -4);
  });

  test('still lets go whom its goal, a deletion or its own end takes out', async () => {
    const flow = await story.givenFlow(
      contactFlow(inARow(delayMinutes(DAY)), undefined, {
        goalFilterBranch: anyOf(allOf([is('city', 'Nantes')])),
      }),
    );
    const [meets, goes, stays] = [
      await story.givenContact(),
      await story.givenContact(),
      await story.givenContact(),
    ];
    await story.enroll(flow, meets, goes, stays);
    await pause(flow);
    // One of them is set aside when it goes.
    await story.pass('P2D');
    await story.change('contacts', meets, { city: 'Nantes' });
    await story.millrace.delete(`/crm/v3/objects/contacts/${goes}`);
    await story.settle();
    const ended = async (id: string) =>
      (await story.enrollments(flow)).find(({ objectId }) => objectId === id)!;
    expect(await ended(meets)).toMatchObject({ status: 'UNENROLLED', endReason: 'GOAL_MET', pausedBy: [] });
    expect(await ended(goes)).toMatchObject({ status: 'UNENROLLED', endReason: 'RECORD_DELETED' });
    expect(await ended(stays)).toMatchObject({ status: 'ACTIVE' });
    await story.millrace.delete(`/automation/v4/flows/${flow}`);
    await story.settle();
    expect(await ended(stays)).toMatchObject({ status: 'UNENROLLED', endReason: 'FLOW_DELETED' });
  });

  test('keeps what wakes a wait meanwhile', async () => {
    const { flow, contact } = await waitingFor(
      action('0-35', { date: { type: 'OBJECT_PROPERTY', propertyName: 'closedate' } }),
    );
    expect((await position(flow)).held).toMatchObject({ reason: 'NO_DATE' });
    await pause(flow);
    await story.change('contacts', contact, { closedate: new Date(await now()).toISOString() });
    expect(await jobtitle(contact)).toBeFalsy();
    await story.pass('P1D');
    await resume(flow);
    expect(await jobtitle(contact)).toBe('arrived');
  });

  test('begins no effect, stores what is in hand, and begins the others at the pace', async () => {
    const flow = await story.givenFlow(
      contactFlow([
        {
          actionId: '1',
          type: 'WEBHOOK',
          method: 'POST',
          webhookUrl: `${receiver.url}/x`,
          connection: { edgeType: 'STANDARD', nextActionId: '2' },
          queryParams: [],
        },
        setProperty('jobtitle', 'told', { actionId: '2' }),
      ]),
    );
    // The first is answered when the test says so.
    const { promise, resolve } = Promise.withResolvers<() => void>();
    receiver.answers = (response, request) => resolve(() => answering(200)(response, request));
    const first = await story.givenContact();
    await story.millrace.post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds: [first] });
    const answer = await promise;
    await pause(flow, { time: 'GOES_ON' });
    receiver.answers = answering(200);
    const second = await story.givenContact();
    await story.millrace.post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds: [second] });
    answer();
    await story.settle();
    expect(receiver.received).toHaveLength(1);
    const { body } = await story.millrace.get(`/millrace/v1/effects?flowId=${flow}`);
    expect(body.results).toMatchObject([{ status: 'DONE' }]);
    expect(await jobtitle(first)).toBeFalsy();
    await resume(flow);
    await story.pass('PT1S');
    expect(receiver.received).toHaveLength(2);
    expect([await jobtitle(first), await jobtitle(second)]).toEqual(['told', 'told']);
  });

  test('sets effects aside that wait for another try, and tries them again after it', async () => {
    const flow = await story.givenFlow(
      contactFlow([
        {
          actionId: '1',
          type: 'WEBHOOK',
          method: 'POST',
          webhookUrl: `${receiver.url}/again`,
          queryParams: [],
        },
      ]),
    );
    receiver.received.length = 0;
    receiver.answers = answering(500);
    await story.enroll(flow, await story.givenContact());
    expect(receiver.received).toHaveLength(1);
    await pause(flow, { time: 'GOES_ON' });
    await story.pass('P1D');
    expect(receiver.received).toHaveLength(1);
    const { body } = await story.millrace.get(`/millrace/v1/effects?flowId=${flow}`);
    expect(body.results).toMatchObject([{ attempts: 1, nextTryAt: null, inHand: false }]);
    expect((await story.millrace.get(`/millrace/v1/effects?order=next&flowId=${flow}`)).body.results).toEqual(
      [],
    );
    receiver.answers = answering(200);
    await resume(flow);
    expect(receiver.received).toHaveLength(2);
    expect(await steps(flow)).toEqual([['1', 'SUCCEEDED']]);
  });

  test('answers clearly when it is paused twice, resumed twice, or asked for nonsense', async () => {
    const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(1))));
    expect((await post(`/flows/${flow}/resume`)).body.message).toBe(`The flow ${flow} is not paused.`);
    const first = await pause(flow);
    const again = await pause(flow, { time: 'GOES_ON' });
    expect(again.status).toBe(409);
    expect(again.body.message).toContain(`since ${first.body.pausedBy[0].since}`);
    expect((await get(`/flows/${flow}/state`)).pausedBy).toHaveLength(1);
    expect((await post(`/flows/${flow}/resume`, { perMinute: 0 })).body.message).toContain('perMinute');
    expect((await pause(flow, { time: 'FLIES' })).body.message).toContain('FLIES');
    expect((await pause('999999')).status).toBe(404);
    await resume(flow);
    expect((await post(`/flows/${flow}/resume`)).status).toBe(409);
    const audit = await get('/audit');
    const kinds = audit.results.map(({ kind }: Body) => kind);
    expect(kinds.filter((kind: string) => kind === 'FLOW_PAUSED').length).toBeGreaterThan(0);
    expect(kinds).toContain('FLOW_RESUMED');
  });
});

describe('pauses inside each other', () => {
  test('hold until the last is over, and stand still for as long as they cover', async () => {
    const { flow, contact } = await waitingFor(delayMinutes(3 * DAY));
    const until = Date.parse((await position(flow)).until);
    const { id } = await story.passage(flow);
    await pause(flow);
    await story.pass('P1D');
    expect((await post(`/enrollments/${id}/pause`)).status).toBe(200);
    expect((await post('/account/pause')).status).toBe(200);
    expect((await story.passage(flow)).pausedBy.map(({ scope }: Body) => scope)).toEqual([
      'ACCOUNT',
      'FLOW',
      'ENROLLMENT',
    ]);
    await story.pass('P1D');
    await resume(flow);
    await story.pass('P1D');
    expect((await post('/account/resume')).status).toBe(202);
    await story.settle();
    expect((await story.passage(flow)).pausedBy.map(({ scope }: Body) => scope)).toEqual(['ENROLLMENT']);
    await story.pass('P10D');
    expect(await jobtitle(contact)).toBeFalsy();
    expect((await post(`/enrollments/${id}/resume`)).status).toBe(200);
    await story.settle();
    expect(Date.parse((await position(flow)).until)).toBeCloseTo(until + 13 * 24 * 3_600_000, -4);
    await story.pass('P3D');
    expect(await jobtitle(contact)).toBe('arrived');
  });

  test('an enrollment resumed within a paused flow is counted once', async () => {
    const { flow } = await waitingFor(delayMinutes(3 * DAY));
    const until = Date.parse((await position(flow)).until);
    const { id } = await story.passage(flow);
    await post(`/enrollments/${id}/pause`);
    await story.pass('P1D');
    await pause(flow);
    await story.pass('P1D');
    await post(`/enrollments/${id}/resume`);
    await story.pass('P1D');
    await resume(flow);
    expect(Date.parse((await position(flow)).until)).toBeCloseTo(until + 3 * 24 * 3_600_000, -4);
  });

  test('an account that is paused lets nobody on, and one flow that is still paused after it stays so', async () => {
    const one = await waitingFor(delayMinutes(DAY));
    const other = await waitingFor(delayMinutes(DAY));
    await post('/account/pause', { time: 'GOES_ON' });
    await pause(other.flow, { time: 'GOES_ON' });
    await story.pass('P2D');
    expect(await get('/account/state')).toMatchObject({ state: 'PAUSED', setAside: 2 });
    expect((await post('/account/pause')).status).toBe(409);
    await post('/account/resume');
    await story.settle();
    await story.pass('PT1S');
    expect([await jobtitle(one.contact), await jobtitle(other.contact)]).toEqual(['arrived', null]);
    await resume(other.flow);
    expect(await jobtitle(other.contact)).toBe('arrived');
  });
});

describe('an enrollment paused by itself', () => {
  test('stays while the others of its flow go on, and its log says who held it', async () => {
    const { flow, contact } = await waitingFor(delayMinutes(DAY));
    const { id } = await story.passage(flow);
    const other = await story.givenContact();
    await story.enroll(flow, other);
    const paused = await post(`/enrollments/${id}/pause`, { time: 'GOES_ON', reason: 'asked us to wait' });
    expect(paused.body).toMatchObject({
      pausedBy: [{ scope: 'ENROLLMENT', reason: 'asked us to wait', by: expect.any(Object) }],
    });
    expect((await post(`/enrollments/${id}/pause`)).status).toBe(409);
    await story.pass('P2D');
    expect([await jobtitle(contact), await jobtitle(other)]).toEqual([null, 'arrived']);
    const resumed = await post(`/enrollments/${id}/resume`);
    expect(resumed.body.pausedBy).toEqual([]);
    await story.settle();
    expect(await jobtitle(contact)).toBe('arrived');
    const again = await post(`/enrollments/${id}/resume`);
    expect(again.status).toBe(409);
    expect(again.body.message).toContain('has ended');
    const { body } = await story.millrace.get(`/millrace/v1/enrollments/${id}`);
    expect(body.steps.map((step: Body) => [step.actionTypeId, step.reason])).toEqual([
      ['STEERING', 'PAUSED'],
      ['STEERING', 'RESUMED'],
      ['0-1', null],
      ['0-5', null],
    ]);
  });

  test('that enters by a trigger while its flow is paused is explained', async () => {
    const flow = await story.givenFlow(
      contactFlow(inARow(setProperty('jobtitle', 'in')), whenMet([is('city', 'Lille')])),
    );
    await pause(flow);
    const contact = await story.givenContact({ city: 'Lille' });
    await story.settle();
    const explained = await get(`/flows/${flow}/explain?objectId=${contact}`);
    expect(explained.pausedBy).toMatchObject([{ scope: 'FLOW', state: 'PAUSED' }]);
    expect(explained.enrollments).toMatchObject([{ outcome: 'ACTIVE' }]);
    await resume(flow);
    expect(await jobtitle(contact)).toBe('in');
  });
});
