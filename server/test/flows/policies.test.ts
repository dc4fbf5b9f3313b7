import { DAY, HOUR, MINUTE, SECOND } from '@millrace/core/time';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveClock, Worker } from '../../src/execution/index.ts';
import { DONE, type Performing, Receivers, startPerforming } from '../engine/performing.test-support.ts';
import { contactFlow, delayMinutes, inARow, sendEmail, setProperty } from '../support/flow-bodies.ts';
import type { Body } from '../support/story.ts';

const FAILED = {
  kind: 'finished',
  result: { kind: 'failed', reason: 'REFUSED_BY_RECEIVER', message: 'No.' },
} as const;
const RETRY = { kind: 'retry', message: 'Not now.' } as const;

let receivers: Receivers;
let performing: Performing;
beforeAll(async () => {
  receivers = new Receivers(() => FAILED, { kind: 'email' });
  performing = await startPerforming(() => [receivers]);
});
beforeEach(() => {
  receivers.answerAll(FAILED);
  receivers.begun.length = 0;
});
afterAll(() => performing.stop());

const call = (method: string, flowId: string, body?: unknown) =>
  performing.story.millrace.call(method, `/millrace/v1/flows/${flowId}/policies`, body);

async function put(flowId: string, body: object): Promise<Body> {
  const answer = await call('PUT', flowId, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

async function enrollOne(flowId: string): Promise<string> {
  const { story, pass } = performing;
  const contact = await story.givenContact();
  await story.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: [contact] });
  await pass();
  return contact;
}

const outcomes = async (flowId: string) =>
  (await performing.story.passage(flowId)).steps.map((step: Body) => [step.actionId, step.outcome]);

describe('on failure', () => {
  const flow = () =>
    contactFlow(
      inARow(sendEmail('70010001'), setProperty('jobtitle', 'Mailed'), setProperty('company', 'Told')),
    );

  test('continue, as without a policy', async () => {
    const flowId = await performing.story.givenFlow(flow());
    await put(flowId, { actions: { 1: { onFailure: 'continue' } } });
    await enrollOne(flowId);
    expect(await outcomes(flowId)).toEqual([
      ['1', 'FAILED'],
      ['2', 'SUCCEEDED'],
      ['3', 'SUCCEEDED'],
    ]);
  });

  test('stop: the enrollment ends there, with its reason', async () => {
    const flowId = await performing.story.givenFlow(flow());
    await put(flowId, { actions: { 1: { onFailure: 'stop' } } });
    await enrollOne(flowId);
    const passage = await performing.story.passage(flowId);
    expect(passage).toMatchObject({ status: 'FAILED', endReason: 'ACTION_FAILED', position: null });
    expect(passage.steps).toMatchObject([
      {
        actionId: '1',
        outcome: 'FAILED',
        reason: 'REFUSED_BY_RECEIVER',
        detail: { message: 'No.', onFailure: 'stop' },
      },
    ]);
  });

  test('go to an action: those between are left out', async () => {
    const flowId = await performing.story.givenFlow(flow());
    await put(flowId, { actions: { 1: { onFailure: { goTo: '3' } } } });
    const contact = await enrollOne(flowId);
    expect(await outcomes(flowId)).toEqual([
      ['1', 'FAILED'],
      ['3', 'SUCCEEDED'],
    ]);
    expect(await performing.story.properties('contacts', contact)).toMatchObject({
      company: 'Told',
      jobtitle: null,
    });
  });

  test('a loop ends with the step budget', async () => {
    const failing = setProperty('lifecyclestage', 'no such stage');
    const flowId = await performing.story.givenFlow(contactFlow(inARow(failing)));
    await put(flowId, { actions: { 1: { onFailure: { goTo: '1' } } } });
    await enrollOne(flowId);
    expect(await performing.story.passage(flowId)).toMatchObject({
      status: 'FAILED',
      endReason: 'STEP_BUDGET_EXCEEDED',
    });
  });

  test('what succeeds, or is skipped, follows its way', async () => {
    receivers.answerAll(DONE);
    const flowId = await performing.story.givenFlow(flow());
    await put(flowId, { actions: { 1: { onFailure: 'stop' } } });
    await enrollOne(flowId);
    expect(await performing.story.passage(flowId)).toMatchObject({ status: 'COMPLETED' });
  });
});

describe('retries', () => {
  async function failing(retry: unknown) {
    receivers.answerAll(RETRY);
    const flowId = await performing.story.givenFlow(contactFlow(inARow(sendEmail('70010001'))));
    await put(flowId, { actions: { 1: { retry } } });
    await enrollOne(flowId);
    return flowId;
  }

  test('as the policy says, in the place of the action type', async () => {
    const flowId = await failing({ firstGap: 'PT1S', maxGap: 'PT2S', giveUpAfter: 'PT6S' });
    await performing.pass(10 * SECOND);
    // Tries at 0, 1, 3, 5 s; the next would be at 7.
    expect(receivers.begun).toHaveLength(4);
    expect((await performing.story.passage(flowId)).steps).toMatchObject([{ reason: 'RETRIES_EXHAUSTED' }]);
    const { body } = await performing.story.millrace.get(`/millrace/v1/effects?flowId=${flowId}`);
    const read = await performing.story.millrace.get(`/millrace/v1/effects/${body.results[0].id}`);
    expect(read.body.retry).toMatchObject({ firstGapMs: SECOND, gapMaxMs: 2 * SECOND, giveUpMs: 6 * SECOND });
  });

  test('none: one try', async () => {
    const flowId = await failing('none');
    expect(receivers.begun).toHaveLength(1);
    const { steps } = await performing.story.passage(flowId);
    expect(steps).toMatchObject([{ detail: { message: 'Given up after 1 try: Not now.' } }]);
  });

  test('what has been asked for already is tried as it was asked', async () => {
    const flowId = await failing({ firstGap: 'PT1H' });
    await put(flowId, { actions: { 1: { retry: 'none' } } });
    await performing.pass(HOUR);
    expect(receivers.begun).toHaveLength(2);
  });
});

describe('pace', () => {
  /** When the property was set, a contact, in milliseconds since the first. */
  async function times(flowId: string): Promise<number[]> {
    const { body } = await performing.story.millrace.get(
      `/millrace/v1/flows/${flowId}/steps?actionId=1&limit=100`,
    );
    const at = body.results.map((step: Body) => Date.parse(step.at)).toReversed();
    return at.map((each: number) => each - at[0]!);
  }

  async function enroll(flowId: string, count: number): Promise<string[]> {
    const contacts: string[] = [];
    for (let number = 0; number < count; number++) contacts.push(await performing.story.givenContact());
    await performing.story.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: contacts });
    await performing.pass();
    return contacts;
  }

  const titled = () => contactFlow(inARow(setProperty('jobtitle', 'Paced'), setProperty('company', 'After')));

  test('of an action: one turn each, in order of arrival, evenly apart; who waits says so', async () => {
    const flowId = await performing.story.givenFlow(titled());
    await put(flowId, { actions: { 1: { pace: { count: 4, per: 'MINUTE' } } } });
    const contacts = await enroll(flowId, 6);
    const waiting = await performing.story.enrollments(flowId, `?objectId=${contacts[5]}`);
    expect(waiting).toMatchObject([{ position: { actionId: '1', waitingFor: 'pace' } }]);
    const { since, until } = waiting[0].position;
    expect(Date.parse(until) - Date.parse(since)).toBeGreaterThanOrEqual(74 * SECOND);
    await performing.pass(10 * MINUTE);
    expect(await times(flowId)).toEqual([0, 15, 30, 45, 60, 75].map((seconds) => seconds * SECOND));
    const { body } = await performing.story.millrace.get(`/millrace/v1/flows/${flowId}/steps?actionId=1`);
    expect(body.results.map((step: Body) => step.objectId).toReversed()).toEqual(contacts);
    expect(await performing.story.enrollments(flowId, '?status=COMPLETED')).toHaveLength(6);
  });

  test('of a flow: all its actions share the turns, flow control has none', async () => {
    const flow = contactFlow(
      inARow(delayMinutes(1), setProperty('jobtitle', 'A'), setProperty('company', 'B')),
    );
    const flowId = await performing.story.givenFlow(flow);
    await put(flowId, { pace: { count: 60, per: 'HOUR' } });
    await enroll(flowId, 2);
    await performing.pass(HOUR);
    const { body } = await performing.story.millrace.get(`/millrace/v1/flows/${flowId}/steps?limit=100`);
    const paced = body.results.filter((step: Body) => step.actionId !== '1');
    const at = paced.map((step: Body) => Date.parse(step.at)).toSorted();
    expect(at.map((each: number) => each - at[0])).toEqual([0, 1, 2, 3].map((minutes) => minutes * MINUTE));
  });

  test('many workers hand out every turn once', async () => {
    const flowId = await performing.story.givenFlow(titled());
    await put(flowId, { actions: { 1: { pace: { count: 60_000, per: 'MINUTE' } } } });
    const { story } = performing;
    const { services, accountId, sql } = story.millrace;
    const { store, wake, log, redactorOf } = services;
    const contacts: string[] = [];
    for (let number = 0; number < 60; number++) contacts.push(await story.givenContact());
    await story.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: contacts });
    const workers = Array.from(
      { length: 3 },
      () => new Worker({ store, wake, log, performers: [receivers], redactorOf, jobKinds: [] }),
    );
    await Promise.all(
      workers.flatMap((worker) => [
        worker.run('enrollments', accountId),
        worker.run('enrollments', accountId),
      ]),
    );
    await moveClock(
      { sql, store, worker: workers[0]!, log },
      accountId,
      (now) => now + DAY,
      new AbortController().signal,
    );
    for (const worker of workers) await worker.stop();
    expect(await story.enrollments(flowId, '?status=COMPLETED')).toHaveLength(60);
    const [pace] = await sql`select next_at from paces where flow_id = ${flowId}`;
    const { body } = await story.millrace.get(`/millrace/v1/flows/${flowId}/steps?actionId=1&limit=100`);
    const at = body.results.map((step: Body) => Date.parse(step.at));
    expect(at).toHaveLength(60);
    expect((pace!['next_at'] as number) - Math.min(...at)).toBeGreaterThanOrEqual(60);
  });

  test('taken away, all go on at once; changed, who waits keeps the turn that was given', async () => {
    const flowId = await performing.story.givenFlow(titled());
    await put(flowId, { actions: { 1: { pace: { count: 1, per: 'HOUR' } } } });
    await enroll(flowId, 4);
    await put(flowId, { actions: { 1: { pace: { count: 100, per: 'MINUTE' } } } });
    await performing.pass(HOUR);
    expect(await performing.story.enrollments(flowId, '?status=ACTIVE')).toHaveLength(2);
    expect((await call('DELETE', flowId)).status).toBe(204);
    await performing.pass();
    expect(await performing.story.enrollments(flowId, '?status=COMPLETED')).toHaveLength(4);
  });

  test('turned off, who waits is skipped', async () => {
    const flowId = await performing.story.givenFlow(titled());
    await put(flowId, { actions: { 1: { pace: { count: 1, per: 'HOUR' } } } });
    await enroll(flowId, 2);
    await performing.story.millrace.post(`/millrace/v1/flows/${flowId}/turn-off`);
    await performing.pass(HOUR);
    expect(await performing.story.enrollments(flowId, '?status=ACTIVE')).toEqual([]);
  });
});

describe('the document', () => {
  const flow = () => contactFlow(inARow(setProperty('jobtitle', 'A'), setProperty('company', 'B')));

  test('is kept beside the flow, whose body stays as it came; versions tell of saves in between', async () => {
    const flowId = await performing.story.givenFlow(flow());
    const before = (await performing.story.millrace.get(`/automation/v4/flows/${flowId}`)).body;
    expect((await call('GET', flowId)).body).toEqual({
      version: 0,
      actions: {},
      updatedAt: null,
      savedBy: null,
    });
    const document = {
      pace: { count: 10, per: 'MINUTE' },
      actions: { 1: { retry: 'none', onFailure: { goTo: '2' } } },
    };
    expect(await put(flowId, { ...document, version: 0 })).toMatchObject({ ...document, version: 1 });
    const stale = await call('PUT', flowId, { ...document, version: 0 });
    expect(stale.status).toBe(409);
    expect(stale.body.message).toContain('at version 1');
    expect((await performing.story.millrace.get(`/automation/v4/flows/${flowId}`)).body).toEqual(before);
    await performing.story.changeFlow(flowId, (body) => ({ ...body, name: 'Renamed' }));
    expect((await call('GET', flowId)).body).toMatchObject({ ...document, version: 1 });
    expect((await call('DELETE', flowId)).status).toBe(204);
    expect((await call('GET', flowId)).body).toMatchObject({ version: 2, actions: {} });
  });

  test('of an action that is gone is kept, and lint says so', async () => {
    const flowId = await performing.story.givenFlow(flow());
    await put(flowId, { actions: { 2: { onFailure: 'stop' }, 1: { onFailure: { goTo: '2' } } } });
    await performing.story.changeFlow(flowId, (body) => ({
      ...body,
      actions: [{ ...body.actions[0], connection: undefined }],
    }));
    const { body } = await performing.story.millrace.get(`/millrace/v1/flows/${flowId}/lint`);
    expect(body.results.map(({ path }: Body) => path)).toEqual(
      expect.arrayContaining(['policies.actions.2', 'policies.actions.1.onFailure.goTo']),
    );
    await enrollOne(flowId);
    expect(await performing.story.passage(flowId)).toMatchObject({ status: 'COMPLETED' });
  });

  test.each([
    [{ actions: { 9: { onFailure: 'stop' } } }, 'actions.9'],
    [{ actions: { 1: { onFailure: { goTo: '9' } } } }, 'actions.1.onFailure.goTo is "9"'],
    [{ actions: { 1: { onFailure: 'ignore' } } }, 'onFailure'],
    [{ actions: { 1: { retry: { firstGap: '1 minute' } } } }, 'retry'],
    [{ actions: { 1: { retry: { giveUpAfter: 'P1Y' } } } }, 'retry'],
    [{ actions: { 1: { pace: { count: 0, per: 'MINUTE' } } } }, 'pace.count'],
    [{ actions: { 1: { pace: { count: 5, per: 'DAY' } } } }, 'pace.per'],
    [{ actions: { 1: { retries: 3 } } }, 'retries'],
    [{ action: {} }, 'action'],
    [{ version: 'x' }, 'version'],
  ])('%j is refused', async (body, named) => {
    const flowId = await performing.story.givenFlow(flow());
    const answer = await call('PUT', flowId, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body).replaceAll('\\"', '"')).toContain(named);
    expect((await call('GET', flowId)).body.version).toBe(0);
  });

  test('is not found without the flow', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await call(method, '999999', method === 'PUT' ? {} : undefined);
      expect(answer.status).toBe(404);
    }
  });
});
