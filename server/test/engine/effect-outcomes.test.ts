import { DAY, HOUR, MINUTE, SECOND } from '@millrace/core/time';
import { afterEach, expect, test } from 'vitest';
import { type Completion, completeEffects } from '../../src/effects/index.ts';
import { makeDue } from '../../src/passages/index.ts';
import { until } from '../support/until.ts';
import {
  DONE,
  enrollForMail,
  type Performing,
  Receivers,
  startPerforming,
} from './performing.test-support.ts';

const TARGET = 'hooks.example.test';
const FOLLOWS = { kind: 'follows', withinMs: 7 * DAY } as const;
const FAILED = { kind: 'failed', reason: 'REFUSED_BY_RECEIVER', message: 'No.' } as const;

let performing: Performing;
afterEach(() => performing.stop());

async function start(receivers: Receivers): Promise<Performing> {
  performing = await startPerforming(() => [receivers]);
  return performing;
}

function complete(...completions: readonly Omit<Completion, 'kind'>[]) {
  const { services, accountId } = performing.story.millrace;
  const ofMails = completions.map((each) => ({ kind: 'email', ...each }));
  return services.store.write(accountId, (unit) => completeEffects(unit, ofMails, makeDue));
}

/** Outcomes and reasons of the steps of the newest passage. */
async function steps(flowId: string) {
  const passage = await performing.story.passage(flowId);
  return passage.steps.map((step: { outcome: string; reason: string | null }) => [step.outcome, step.reason]);
}

/** A passage that waits for an outcome which is to follow. Its effect stands in for any that a callback finishes. */
async function awaiting() {
  const receivers = new Receivers(() => FOLLOWS, { kind: 'email' });
  const { story, pass } = await start(receivers);
  const flowId = await enrollForMail(story, 1);
  await pass();
  const { idempotencyKey } = receivers.begun[0]!;
  return { receivers, flowId, idempotencyKey };
}

test('an outcome that follows is waited for, and nobody is asked again', async () => {
  const { receivers, flowId } = await awaiting();
  const { pass, story } = performing;
  await pass(6 * DAY);
  const { position } = await story.passage(flowId);
  expect(position).toMatchObject({
    waitingFor: 'effect',
    effect: { inHand: false, nextTryAt: null, attempts: 1 },
  });
  const { awaitedSince, awaitedUntil } = position.effect;
  expect(Date.parse(awaitedUntil) - Date.parse(awaitedSince)).toBe(7 * DAY);
  expect(receivers.begun).toHaveLength(1);
});

test('it is completed once, and the passage goes on with what was told first', async () => {
  const { flowId, idempotencyKey } = await awaiting();
  const { pass } = performing;
  const told = { idempotencyKey, result: { kind: 'done', detail: { told: 'first' } } } as const;
  expect(
    await complete(told, { idempotencyKey, result: FAILED }, { idempotencyKey: 'nobody', result: FAILED }),
  ).toEqual(['completed', 'finished before', 'unknown']);
  expect(await complete(told)).toEqual(['finished before']);
  await pass(30 * DAY);
  expect(await steps(flowId)).toEqual([['SUCCEEDED', null]]);
  expect((await performing.effect(idempotencyKey))['result']).toEqual(told.result);
});

test('a key of another kind is not known', async () => {
  const { idempotencyKey } = await awaiting();
  const { services, accountId } = performing.story.millrace;
  const completion = { kind: 'app_action', idempotencyKey, result: { kind: 'done' } } as const;
  const complete = () =>
    services.store.write(accountId, (unit) => completeEffects(unit, [completion], makeDue));
  expect(await complete()).toEqual(['unknown']);
  expect((await performing.effect(idempotencyKey))['result']).toBe(null);
});

test('one that does not come ends when it is no longer waited for; what comes after that is too late', async () => {
  const { receivers, flowId, idempotencyKey } = await awaiting();
  const { pass, story } = performing;
  await pass(7 * DAY - MINUTE);
  expect(await steps(flowId)).toEqual([]);
  await pass(MINUTE);
  expect(await steps(flowId)).toEqual([['FAILED', 'OUTCOME_EXPIRED']]);
  expect(await story.passage(flowId)).toMatchObject({ status: 'COMPLETED' });
  expect(await complete({ idempotencyKey, result: { kind: 'done' } })).toEqual(['finished before']);
  expect(receivers.begun).toHaveLength(1);
});

test('one that is awaited can be cancelled', async () => {
  const { flowId, idempotencyKey } = await awaiting();
  const { pass, story } = performing;
  const { body } = await story.millrace.post('/millrace/v1/effects/cancellations', { flowId });
  expect(body).toEqual({ cancelled: 1 });
  await pass();
  expect(await steps(flowId)).toEqual([['SKIPPED', 'CANCELLED']]);
  expect(await complete({ idempotencyKey, result: { kind: 'done' } })).toEqual(['finished before']);
});

test('a flow that is turned off leaves what is awaited: it has been done', async () => {
  const { flowId, idempotencyKey } = await awaiting();
  const { pass, story } = performing;
  await story.changeFlow(flowId, (flow) => ({ ...flow, isEnabled: false }));
  await pass(DAY);
  expect(await steps(flowId)).toEqual([]);
  expect(await complete({ idempotencyKey, result: { kind: 'done' } })).toEqual(['completed']);
  await pass();
  expect(await steps(flowId)).toEqual([['SUCCEEDED', null]]);
});

test('a receiver may tell the outcome before its answer has come; that then counts for nothing', async () => {
  const receivers = new Receivers(() => 'held', { kind: 'email' });
  const { story, worker, pass } = await start(receivers);
  const flowId = await enrollForMail(story, 1);
  worker.start();
  await receivers.until(() => receivers.held('email').length === 1);
  const [idempotencyKey] = receivers.held('email') as [string];
  expect(await complete({ idempotencyKey, result: FAILED })).toEqual(['completed']);
  await until(async () => (await story.passage(flowId)).status === 'COMPLETED');
  receivers.answerAll(FOLLOWS);
  await pass();
  expect(await steps(flowId)).toEqual([['FAILED', 'REFUSED_BY_RECEIVER']]);
  expect((await performing.effect(idempotencyKey))['result']).toEqual(FAILED);
});

test('what nobody has begun is not known to anybody outside', async () => {
  const { ask } = await start(new Receivers(() => DONE));
  await ask([{ idempotencyKey: 'waiting' }]);
  expect(await complete({ idempotencyKey: 'waiting', result: { kind: 'done' } })).toEqual(['unknown']);
});

test('a receiver that asks to be left alone for a while is', async () => {
  const receivers = new Receivers(({ attempts }) =>
    attempts === 1 ? { kind: 'retry', message: '429', afterMs: 2 * HOUR } : DONE,
  );
  const { ask, pass, effect } = await start(receivers);
  await ask([{ target: TARGET, idempotencyKey: 'busy' }]);
  await pass(2 * HOUR - MINUTE);
  expect(await effect('busy')).toMatchObject({ attempts: 1, lastError: '429', result: null });
  await pass(2 * MINUTE);
  expect(await effect('busy')).toMatchObject({ attempts: 2, result: { kind: 'done' } });
});

test('the ladder of the action type, to its end', async () => {
  const receivers = new Receivers(() => ({ kind: 'retry', message: '503' }));
  const { ask, pass, effect } = await start(receivers);
  const retry = { firstGapMs: 10 * SECOND, gapMaxMs: 20 * SECOND, giveUpMs: MINUTE };
  await ask([{ target: TARGET, idempotencyKey: 'short', retry }, { idempotencyKey: 'usual' }]);
  await pass(MINUTE + SECOND);
  // At 0, 10, 30 and 50 seconds; 70 would be too late.
  expect(await effect('short')).toMatchObject({
    attempts: 4,
    result: { kind: 'failed', reason: 'RETRIES_EXHAUSTED', message: 'Given up after 4 tries: 503' },
  });
  expect(await effect('usual')).toMatchObject({ attempts: 2, result: null });
});

test('a try that takes longer than its action type allows has failed, and is told so', async () => {
  const receivers = new Receivers(() => 'held', { slotsPerTarget: 1 });
  const { ask, worker, effect } = await start(receivers);
  const retry = { firstGapMs: HOUR, gapMaxMs: HOUR, giveUpMs: DAY, timeoutMs: 50 };
  await ask([
    { target: TARGET, idempotencyKey: 'slow', retry },
    { target: TARGET, idempotencyKey: 'next' },
  ]);
  worker.start();
  // Its slot is the next one's when its time is over.
  await receivers.until(() => receivers.begun.length === 2);
  expect(receivers.begun[0]!.signal.aborted).toBe(true);
  expect(receivers.begun[1]!.signal.aborted).toBe(false);
  expect(await effect('slow')).toMatchObject({
    attempts: 1,
    lastError: 'There was no answer within 0.05 seconds.',
  });
  receivers.answerAll(DONE);
});
