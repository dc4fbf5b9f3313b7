import { afterEach, expect, test } from 'vitest';
import { claimEffects } from '../../src/effects/queries/claim.ts';
import { TARGETS_MAX, TargetRound } from '../../src/effects/queries/target-round.ts';
import type { Room } from '../../src/effects/slots.ts';
import { PERFORMERS } from '../../src/performers/index.ts';
import { until } from '../support/until.ts';
import {
  DONE,
  enrollForMail,
  type Performing,
  Receivers,
  startPerforming,
} from './performing.test-support.ts';

const SILENT = 'silent.example.test';
const OTHERS = ['a.example.test', 'b.example.test', 'c.example.test'];
const PER_TARGET = 4;

let performing: Performing;
let receivers: Receivers;
afterEach(async () => {
  const stopped = performing.stop();
  receivers.answerAll(DONE);
  await stopped;
});

const finished = async (target: string) =>
  (
    await performing.story.millrace.sql`
      select from effects where target = ${target} and finished_at is not null`
  ).length;

const many = (target: string, count: number) => Array.from({ length: count }, () => ({ target }));

test('a receiver that never answers costs its own slots, and mails and requests to others go on', async () => {
  receivers = new Receivers(({ target }) => (target === SILENT ? 'held' : DONE), {
    slotsPerTarget: PER_TARGET,
  });
  performing = await startPerforming((services) => [
    receivers,
    ...PERFORMERS.map((open) => open({ ...services, db: services.sql, codeOf: async () => [] })),
  ]);
  const { story, worker, ask } = performing;
  worker.start();
  await ask(many(SILENT, 1_000));
  await receivers.until(() => receivers.held(SILENT).length === PER_TARGET);

  const flowId = await enrollForMail(story, 12);
  for (const target of OTHERS) await ask(many(target, 40));
  await until(async () => (await story.enrollments(flowId, '?status=COMPLETED')).length === 12);
  for (const target of OTHERS) await until(async () => (await finished(target)) === 40);

  expect(receivers.held(SILENT)).toHaveLength(PER_TARGET);
  expect(receivers.begun.filter(({ target }) => target === SILENT)).toHaveLength(PER_TARGET);
  expect(await finished(SILENT)).toBe(0);
  const { body } = await story.millrace.get(`/millrace/v1/effects?target=${SILENT}&limit=1`);
  expect(body.results).toMatchObject([{ kind: 'request', target: SILENT }]);
});

test('each slot that becomes free is filled, and never more than there are', async () => {
  receivers = new Receivers(() => 'held', { slots: 6, slotsPerTarget: PER_TARGET });
  performing = await startPerforming(() => [receivers]);
  const { worker, ask } = performing;
  const [first, second] = OTHERS as [string, string];
  worker.start();
  await ask(many(first, 10));
  await receivers.until(() => receivers.held(first).length === PER_TARGET);
  await ask(many(second, 10));
  await receivers.until(() => receivers.held(second).length === 2);
  for (let number = 0; number < 6; number++) {
    const [oldest] = receivers.held(first);
    const begun = receivers.begun.length;
    receivers.answer(oldest!, DONE);
    await receivers.until(() => receivers.begun.length > begun);
    expect(receivers.begun).toHaveLength(begun + 1);
    expect(receivers.held(first).length).toBeLessThanOrEqual(PER_TARGET);
    expect(receivers.held(first).length + receivers.held(second).length).toBe(6);
  }
});

test('effects of which a release knows no target are those of their kind, and those of an unknown kind are left alone', async () => {
  receivers = new Receivers(() => 'held', { slotsPerTarget: PER_TARGET });
  performing = await startPerforming(() => [receivers]);
  const { worker, ask, story } = performing;
  await ask([{ kind: 'later', idempotencyKey: 'later' }]);
  await ask(Array.from({ length: 6 }, (_, number) => ({ idempotencyKey: `plain-${number}` })));
  worker.start();
  await receivers.until(() => receivers.held('request').length === PER_TARGET);
  const { body } = await story.millrace.get('/millrace/v1/effects?target=request');
  expect(body.results).toHaveLength(6);
  expect(receivers.begun).toHaveLength(PER_TARGET);
});

test('all accounts have their turn', async () => {
  receivers = new Receivers(() => 'held', { slotsPerTarget: 1 });
  performing = await startPerforming(() => [receivers]);
  const { worker, ask, story } = performing;
  await ask(many(SILENT, 50));
  await story.millrace.sql`insert into accounts (name) values ('Other')`;
  await story.millrace.sql`
    insert into effects (account_id, kind, target, idempotency_key, request, created_at, due_at)
    select id, 'request', ${SILENT}, 'of another', '{}', now(), now() from accounts where name = 'Other'`;
  worker.start();
  const isAnothers = () => receivers.begun.some(({ idempotencyKey }) => idempotencyKey === 'of another');
  while (!isAnothers()) {
    await receivers.until(() => receivers.held(SILENT).length === 1);
    receivers.answer(receivers.held(SILENT)[0]!, DONE);
  }
  expect(receivers.begun.length).toBeLessThan(50);
});

test('a claim asks so many targets, the next one those after them: none starves, however many there are', async () => {
  receivers = new Receivers(() => 'held');
  performing = await startPerforming(() => [receivers]);
  const { story, ask } = performing;
  const { sql, accountId } = story.millrace;
  const targets = Array.from(
    { length: 2 * TARGETS_MAX + 50 },
    (_, number) => `${1_000 + number}.example.test`,
  );
  for (const target of targets) await ask(many(target, 2));
  const round = new TargetRound(accountId);
  const kinds = [{ kind: 'request', performer: 'request', free: 1_000, perTarget: 1 }];
  const claim = async (inHand: Room['inHand'] = []) => {
    const room = { kinds, inHand, most: 1_000 };
    const lease = { token: crypto.randomUUID(), holder: crypto.randomUUID() };
    const claimed = await claimEffects(sql, accountId, room, Date.now() + 60_000, lease, round);
    return claimed.map(({ target }) => target).sort();
  };
  for (const from of [0, TARGETS_MAX, 2 * TARGETS_MAX, 0])
    expect(await claim()).toEqual(targets.slice(from, from + TARGETS_MAX));
  expect(await claim()).toEqual(targets.slice(TARGETS_MAX, 2 * TARGETS_MAX));
  // Those that can take nothing are passed over at once.
  const full = targets.slice(0, -1).map((target) => ({ kind: 'request', target, count: 1 }));
  expect(await claim(full)).toEqual(targets.slice(-1));
});
