import { setTimeout as sleep } from 'node:timers/promises';
import type { Reason } from '@millrace/core/flow';
import type { RecordRef } from '@millrace/core/record';
import { DAY, type EpochMillis } from '@millrace/core/time';
import type { AccountId, RedactorOf } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { isOurs, type Log } from '../platform/index.ts';
import { lockNamed, type Named } from '../records/index.ts';
import type { ClaimedEffect, Performed, Performer } from './performer.ts';
import { type EndedAttempt, insertAttempts } from './queries/attempts.ts';
import { type FinishedEffect, finishEffects } from './queries/finish.ts';
import { lockEffects } from './queries/held.ts';
import { dueEffects } from './queries/lanes.ts';
import { type ReleasedEffect, releaseEffects } from './queries/release.ts';
import { redacted } from './redacted.ts';
import { retryAt } from './retry.ts';
import { TargetWatch } from './target-watch.ts';
import { type WakeEnrollments, wokenBy } from './woken.ts';

/**
 * A write begins no sooner than so long after the one before: results that come one by one under load share its statements. How many may be
 * without a stored result at a time is bounded by their performer, not by this.
 */
const BETWEEN_WRITES_MS = 15;

/** Pause between writes while the database does not take results, which are held. */
const PAUSE_MS = 250;

/** Longest wait for an outcome to follow. */
const OUTCOME_MS_MAX = 366 * DAY;

/** The reason of a step with a done effect whose result PostgreSQL does not take. */
const NOT_STORABLE = 'RESULT_NOT_STORABLE' satisfies Reason;

/**
 * What became of the result of a try: stored as it was told; the last one, after which no other is made; too late, since another
 * holder had the effect by then; or not stored, since the process had to end.
 */
export type Fate = 'stored' | 'given_up' | 'late' | 'not_stored';

/** The result of one try, on its way into the database. */
export interface Told {
  readonly accountId: AccountId;
  readonly performer: Performer;
  readonly performed: Performed;
  /** How long the try took. */
  readonly durationMs: number;
}

interface Waiting extends Told {
  readonly stored: (fate: Fate) => void;
}

type Fates = ReadonlyMap<Waiting, Fate>;

interface WriterOptions {
  readonly store: Store;
  readonly log: Log;
  readonly wakeEnrollments: WakeEnrollments;
  readonly redactorOf: RedactorOf;
}

/**
 * Stores results as they come: the first at once, and those that arrive during its write, or just after it, together. A crash repeats
 * effects with unstored results, so none waits for long. The database's absence never drops a result. Secrets of the account are
 * taken out of each, by what is stored of them when it is.
 */
export class ResultWriter {
  readonly #options: WriterOptions;
  readonly #targets: TargetWatch;
  #waiting: Waiting[] = [];
  #writing = false;
  /** When the last write began. */
  #begunAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#targets = new TargetWatch(options.log);
  }

  /** Resolves when it is stored, or the effect has another holder by now. */
  store(told: Told): Promise<Fate> {
    const { promise, resolve } = Promise.withResolvers<Fate>();
    this.#waiting.push({ ...told, stored: resolve });
    if (!this.#writing) void this.#writeAll();
    return promise;
  }

  /** From now on does not wait for an absent database: the process is to end. */
  close(): void {
    this.#closed = true;
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    // Results reported in one turn are written in one go.
    await null;
    while (this.#waiting.length > 0) {
      const restMs = this.#begunAt + BETWEEN_WRITES_MS - performance.now();
      if (restMs > 0) await sleep(restMs);
      this.#begunAt = performance.now();
      const batch = this.#waiting;
      this.#waiting = [];
      await Promise.all(
        [...Map.groupBy(batch, (each) => each.accountId).values()].map(async (each) => {
          const fates = await this.#write(each);
          for (const told of each) told.stored(fates.get(told) ?? 'not_stored');
        }),
      );
    }
    this.#writing = false;
  }

  /** Without those that could not be stored. */
  async #write(batch: readonly Waiting[]): Promise<Fates> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#writeOnce(batch);
      } catch (error) {
        if (isAboutTheRows(error)) return this.#isolate(batch, error as Error);
        const about = { err: error, effects: idsOf(batch) };
        if (this.#closed) {
          this.#options.log.error(about, 'what came of effects cannot be stored; they will be done again');
          return new Map();
        }
        if (attempt === 1) this.#options.log.warn(about, 'what came of effects cannot be stored yet');
        await sleep(PAUSE_MS);
      }
    }
  }

  /** A result that cannot be stored must not hold up the others; it is stored without its trace, and if need be as a failure. */
  async #isolate(batch: readonly Waiting[], error: Error): Promise<Fates> {
    const [only, ...others] = batch;
    if (!only) return new Map();
    if (others.length > 0) {
      const fates = new Map<Waiting, Fate>();
      for (const each of batch) for (const [told, fate] of await this.#write([each])) fates.set(told, fate);
      return fates;
    }
    this.#options.log.error({ err: error, effects: idsOf(batch) }, 'what came of an effect cannot be stored');
    const lesser = lesserOf(only.performed, error);
    if (!lesser) return new Map();
    const fates = await this.#write([{ ...only, performed: lesser }]);
    return new Map([...fates.values()].map((fate) => [only, fate]));
  }

  async #writeOnce(told: readonly Waiting[]): Promise<Fates> {
    const { store, wakeEnrollments, redactorOf } = this.#options;
    const { batch, fates } = await store.write(told[0]!.accountId, async (unit) => {
      const redact = await redactorOf(unit.tx, unit.account);
      const batch = told.map((each) => ({ ...each, performed: redacted(each.performed, redact) }));
      const { finished, released } = sorted(batch, unit);
      for (const each of batch)
        for (const { id } of recordOf(each)) unit.times.tell(id, timeOf(unit, each.performed.effect));
      // Sent together, and done one after the other: due rows, records, effects, in the one order of locks. An enrollment that is woken in
      // vain goes on waiting.
      const [, records, , kept, freed] = await Promise.all([
        wakeEnrollments(
          unit,
          endedIn(batch, finished).flatMap((effect) =>
            wokenBy([effect]).map((woken) => ({ ...woken, at: timeOf(unit, effect) })),
          ),
        ),
        lockNamed(unit, batch.flatMap(recordOf)),
        lockEffects(unit, idsOf(batch)),
        finishEffects(unit, finished),
        releaseEffects(unit, released),
      ]);
      if (freed.length > 0) unit.wake(dueEffects);
      const finishedIds = new Set(kept.map(({ id }) => id));
      const ours = new Set([...finishedIds, ...freed]);
      await Promise.all([
        insertAttempts(
          unit,
          batch.filter(({ performed }) => ours.has(performed.effect.id)).map((each) => attemptOf(each, unit)),
        ),
        keepTraces(unit, batch, finishedIds, records),
      ]);
      return { batch, fates: new Map(told.map((each) => [each, fateOf(each, ours, finishedIds)])) };
    });
    for (const { performer, performed } of batch) this.#targets.note(performer, performed);
    return fates;
  }
}

function fateOf(
  { performed: { effect, outcome } }: Told,
  ours: ReadonlySet<string>,
  finished: ReadonlySet<string>,
): Fate {
  if (!ours.has(effect.id)) return 'late';
  return outcome.kind === 'retry' && finished.has(effect.id) ? 'given_up' : 'stored';
}

/** The effects that have come to their end, if they are still ours. */
function endedIn(batch: readonly Waiting[], finished: readonly FinishedEffect[]): ClaimedEffect[] {
  const ids = new Set(finished.map(({ id }) => id));
  return batch.map(({ performed }) => performed.effect).filter(({ id }) => ids.has(id));
}

/** The record of a trace, if it is to be written to. */
function recordOf({ performer, performed: { trace } }: Waiting): RecordRef[] {
  const ref = trace === undefined ? null : performer.recordOf?.(trace);
  return ref ? [ref] : [];
}

async function keepTraces(
  unit: Unit,
  batch: readonly Waiting[],
  kept: ReadonlySet<string>,
  records: Named,
): Promise<void> {
  const ours = batch.filter(
    ({ performed }) => kept.has(performed.effect.id) && performed.trace !== undefined,
  );
  await Promise.all(
    [...Map.groupBy(ours, ({ performer }) => performer)].map(([performer, each]) =>
      performer.keep?.(
        unit,
        each.map(({ performed }) => performed.trace),
        records,
      ),
    ),
  );
}

/** The line of the ledger for a try. */
function attemptOf({ performed, durationMs }: Told, unit: Unit): EndedAttempt {
  const { effect, outcome, attempt = {} } = performed;
  const of = {
    effectId: effect.id,
    number: effect.attempts,
    startedAt: effect.triedAt,
    at: timeOf(unit, effect),
    durationMs,
    attempt,
  };
  switch (outcome.kind) {
    case 'finished':
      return outcome.result.kind === 'done'
        ? { ...of, outcome: 'DONE', error: null }
        : { ...of, outcome: 'FAILED', error: outcome.result.message };
    case 'retry':
      return { ...of, outcome: 'RETRY', error: outcome.message };
    case 'follows':
      return { ...of, outcome: 'FOLLOWS', error: null };
  }
}

/** When a result is told: now; in a stretch of time that is worked at once, at the effect's own instant. */
function timeOf({ account: { now, windowEnd } }: Unit, { triedAt }: ClaimedEffect): EpochMillis {
  return windowEnd === null ? now : Math.max(now, triedAt);
}

function sorted(batch: readonly Waiting[], unit: Unit) {
  const finished: FinishedEffect[] = [];
  const released: ReleasedEffect[] = [];
  for (const { performed } of batch) {
    const { effect, outcome } = performed;
    const { id, token } = effect;
    const at = timeOf(unit, effect);
    switch (outcome.kind) {
      case 'finished':
        finished.push({ id, token, at, result: outcome.result });
        break;
      case 'follows':
        released.push({ id, token, at, dueAt: at + Math.min(outcome.withinMs, OUTCOME_MS_MAX), error: null });
        break;
      case 'retry': {
        const dueAt = retryAt(effect, at, outcome.afterMs);
        if (dueAt !== null) released.push({ id, token, at, dueAt, error: outcome.message });
        else {
          const message = `Given up after ${effect.attempts} ${effect.attempts === 1 ? 'try' : 'tries'}: ${outcome.message}`;
          finished.push({ id, token, at, result: { kind: 'failed', reason: 'RETRIES_EXHAUSTED', message } });
        }
      }
    }
  }
  return { finished, released };
}

/** PostgreSQL's errors about the rows only: a connection that breaks off may have no code at all. */
function isAboutTheRows(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && isOurs(error);
}

/** A reduced result, when the whole cannot be stored; null when it is that already. */
function lesserOf({ trace, attempt, ...performed }: Performed, error: Error): Performed | null {
  if (trace !== undefined || attempt !== undefined) return performed;
  const { outcome } = performed;
  if (
    outcome.kind === 'finished' &&
    outcome.result.kind === 'failed' &&
    outcome.result.reason === NOT_STORABLE
  )
    return null;
  const result = { kind: 'failed', reason: NOT_STORABLE, message: error.message } as const;
  return { ...performed, outcome: { kind: 'finished', result } };
}

function idsOf(batch: readonly Waiting[]): string[] {
  return batch.map(({ performed }) => performed.effect.id);
}
