import { randomUUID } from 'node:crypto';
import { type AccountId, readAccount } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import type { Log } from '../platform/index.ts';
import type { ClaimedEffect, EffectHandler, Performed } from './handler.ts';
import type { Heartbeat } from './heartbeat.ts';
import { claimEffects, finishEffects, postponeEffects } from './queries.ts';
import { retryAt } from './retry.ts';

/** Effects that a lane holds at a time. */
const CLAIM_MAX = 50;

/** An enrollment whose effect has finished. */
export interface Woken {
  readonly flowId: string;
  readonly enrollmentId: string;
}

export interface PerformEnvironment {
  readonly store: Store;
  readonly log: Log;
  readonly handlers: readonly EffectHandler[];
  /** This process, whose heartbeat guards its leases. */
  readonly holder: Heartbeat;
  /** Makes the enrollments due, in the transaction that stores the results. */
  readonly wakeEnrollments: (unit: Unit, woken: readonly Woken[]) => Promise<void>;
}

/** Claims due effects of an account, performs them, stores what came of them. Returns how many there were. */
export async function performDueEffects(
  environment: PerformEnvironment,
  accountId: AccountId,
): Promise<number> {
  const { store, handlers } = environment;
  const token = randomUUID();
  const { now } = await readAccount(store.sql, accountId);
  await environment.holder.start();
  const lease = { token, holder: environment.holder.id };
  const claimed = await claimEffects(store.sql, accountId, now, lease, CLAIM_MAX);
  if (claimed.length === 0) return 0;
  const byKind = Map.groupBy(claimed, (effect) => effect.kind);
  await Promise.all(
    [...byKind].map(([kind, effects]) => {
      const handler = handlers.find((candidate) => candidate.kind === kind);
      return performKind(environment, accountId, token, handler, effects);
    }),
  );
  return claimed.length;
}

async function performKind(
  environment: PerformEnvironment,
  accountId: AccountId,
  token: string,
  handler: EffectHandler | undefined,
  effects: readonly ClaimedEffect[],
): Promise<void> {
  const { store, log } = environment;
  const done = handler
    ? await handler.perform(accountId, effects).catch((error: Error) => {
        log.error({ err: error, kind: handler.kind }, 'an effect handler failed');
        return { performed: effects.map((effect) => retry(effect, error.message)) };
      })
    : { performed: effects.map((effect) => unknownKind(effect)) };
  await store.write(accountId, async (unit) => {
    const { finished, postponed } = sorted(done.performed, unit.account.now);
    const kept = await finishEffects(unit, token, finished);
    if ('store' in done && done.store) await done.store(unit, new Set(kept.map(({ id }) => id)));
    await postponeEffects(unit, token, postponed);
    await environment.wakeEnrollments(unit, kept);
  });
}

function sorted(performed: readonly Performed[], now: number) {
  const finished: Parameters<typeof finishEffects>[2][number][] = [];
  const postponed: Parameters<typeof postponeEffects>[2][number][] = [];
  for (const { effect, outcome } of performed) {
    if (outcome.kind === 'finished') finished.push({ id: effect.id, result: outcome.result });
    else {
      const dueAt = retryAt(effect.createdAt, effect.attempts, now);
      if (dueAt !== null) postponed.push({ id: effect.id, dueAt });
      else finished.push({ id: effect.id, result: givenUp(effect, outcome.message) });
    }
  }
  return { finished, postponed };
}

function givenUp(effect: ClaimedEffect, message: string) {
  return {
    kind: 'failed',
    reason: 'RETRIES_EXHAUSTED',
    message: `Given up after ${effect.attempts} tries: ${message}`,
  } as const;
}

function retry(effect: ClaimedEffect, message: string): Performed {
  return { effect, outcome: { kind: 'retry', message } };
}

function unknownKind(effect: ClaimedEffect): Performed {
  const message = `No handler performs effects of the kind "${effect.kind}".`;
  return {
    effect,
    outcome: { kind: 'finished', result: { kind: 'failed', reason: 'UNKNOWN_EFFECT', message } },
  };
}
