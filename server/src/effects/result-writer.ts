import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountId } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { isOurs, type Log } from '../platform/index.ts';
import type { EffectHandler, Performed } from './handler.ts';
import { finishEffects, postponeEffects } from './queries.ts';
import { retryAt } from './retry.ts';
import type { Woken } from './stream.ts';

/** While the database does not take results, they are held and tried again after this. */
const PAUSE_MS = 250;

/** What came of one try, on its way into the database. */
export interface Told {
  readonly accountId: AccountId;
  readonly handler: EffectHandler;
  readonly performed: Performed;
}

interface Waiting extends Told {
  readonly stored: () => void;
}

interface WriterOptions {
  readonly store: Store;
  readonly log: Log;
  readonly wakeEnrollments: (unit: Unit, woken: readonly Woken[]) => Promise<void>;
}

/**
 * Stores results as they come: the first at once, and those that come while it is being written together after it. What is
 * known and not stored would be done again after a crash, so nothing waits for company. A result is never dropped for
 * the database's sake.
 */
export class ResultWriter {
  readonly #options: WriterOptions;
  #waiting: Waiting[] = [];
  #writing = false;
  #closed = false;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Resolves when it is stored, or has turned out to be another's by now. */
  store(told: Told): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ ...told, stored: resolve });
    if (!this.#writing) void this.#writeAll();
    return promise;
  }

  /** From now on a database that is away is not waited for: the process is to end. */
  close(): void {
    this.#closed = true;
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    // What is told of in one go is written in one go.
    await null;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await Promise.all(
        [...Map.groupBy(batch, (each) => each.accountId).values()].map((each) => this.#write(each)),
      );
      for (const { stored } of batch) stored();
    }
    this.#writing = false;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    for (;;) {
      try {
        return await this.#writeOnce(batch);
      } catch (error) {
        if (isOurs(error)) return this.#isolate(batch, error as Error);
        if (this.#closed) {
          const message = 'what came of effects cannot be stored; they will be done again';
          this.#options.log.error({ err: error, effects: idsOf(batch) }, message);
          return;
        }
        await sleep(PAUSE_MS);
      }
    }
  }

  /** One that cannot be stored must not hold up the others; it is stored without its trace. */
  async #isolate(batch: readonly Waiting[], error: Error): Promise<void> {
    if (batch.length > 1) {
      for (const each of batch) await this.#write([each]);
      return;
    }
    const [only] = batch;
    this.#options.log.error(
      { err: error, effects: idsOf(batch) },
      'what is kept of an effect cannot be stored',
    );
    if (only?.performed.trace === undefined) return;
    const { trace: _, ...performed } = only.performed;
    await this.#write([{ ...only, performed }]);
  }

  async #writeOnce(batch: readonly Waiting[]): Promise<void> {
    const { store, wakeEnrollments } = this.#options;
    await store.write(batch[0]!.accountId, async (unit) => {
      const { finished, postponed } = sorted(batch, unit.account.now);
      const kept = await finishEffects(unit, finished);
      await postponeEffects(unit, postponed);
      await keepTraces(unit, batch, new Set(kept.map(({ id }) => id)));
      await wakeEnrollments(unit, kept);
    });
  }
}

async function keepTraces(unit: Unit, batch: readonly Waiting[], kept: ReadonlySet<string>): Promise<void> {
  const ours = batch.filter(
    ({ performed }) => kept.has(performed.effect.id) && performed.trace !== undefined,
  );
  for (const [handler, each] of Map.groupBy(ours, ({ handler }) => handler))
    await handler.keep?.(
      unit,
      each.map(({ performed }) => performed.trace),
    );
}

function sorted(batch: readonly Waiting[], now: number) {
  const finished: Parameters<typeof finishEffects>[1][number][] = [];
  const postponed: Parameters<typeof postponeEffects>[1][number][] = [];
  for (const { performed } of batch) {
    const { effect, outcome } = performed;
    const { id, token } = effect;
    if (outcome.kind === 'finished') {
      finished.push({ id, token, result: outcome.result });
      continue;
    }
    const dueAt = retryAt(effect.createdAt, effect.attempts, now);
    if (dueAt !== null) postponed.push({ id, token, dueAt, error: outcome.message });
    else {
      const message = `Given up after ${effect.attempts} tries: ${outcome.message}`;
      finished.push({ id, token, result: { kind: 'failed', reason: 'RETRIES_EXHAUSTED', message } });
    }
  }
  return { finished, postponed };
}

function idsOf(batch: readonly Waiting[]): string[] {
  return batch.map(({ performed }) => performed.effect.id);
}
