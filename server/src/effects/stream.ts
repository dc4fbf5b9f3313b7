import { randomUUID } from 'node:crypto';
import { type AccountId, type DueRow, type RedactorOf, readAccount } from '../accounts/index.ts';
import type { Store } from '../history/index.ts';
import type { Log, Tx } from '../platform/index.ts';
import { mayBegin } from './aside.ts';
import type { Heartbeat } from './heartbeat.ts';
import type { ClaimedEffect, Performed, Performer } from './performer.ts';
import { claimEffects, claimEffectsOf } from './queries/claim.ts';
import { TargetRound } from './queries/target-round.ts';
import { type Fate, ResultWriter } from './result-writer.ts';
import { Slots } from './slots.ts';
import { Try } from './try.ts';
import type { WakeEnrollments } from './woken.ts';

/** Effects claimed in one statement, so that the first of many begin during the other claims. */
const CLAIM_MAX = 50;

export interface StreamOptions {
  readonly store: Store;
  readonly log: Log;
  readonly performers: readonly Performer[];
  /** This process, whose heartbeat renews all its leases. */
  readonly holder: Heartbeat;
  readonly wakeEnrollments: WakeEnrollments;
  /** Takes the secrets of an account out of what comes of its effects. */
  readonly redactorOf: RedactorOf;
  /** Observes every try: its result, its duration, and what became of the result. */
  readonly observe?: ((performed: Performed, seconds: number, fate: Fate) => void) | undefined;
  /** Called when slots have become free: more may begin. */
  readonly onFree?: (() => void) | undefined;
}

/** Begun effects; `done` resolves when all their results are stored. */
export interface Begun {
  readonly count: number;
  readonly done: Promise<unknown>;
}

/**
 * The leased effects of a process. The claim takes a slot, and the stored result frees it; each effect is finished by itself,
 * so that a slow one holds up only its own slot, and a slow target only its own slots.
 */
export class EffectStream {
  readonly #options: StreamOptions;
  readonly #performers: ReadonlyMap<string, Performer>;
  readonly #slots: Slots;
  readonly #results: ResultWriter;
  readonly #rounds = new Map<AccountId, TargetRound>();
  readonly #underWay = new Set<Promise<unknown>>();
  /** Resolves when no claim is under way. */
  #claimed: Promise<unknown> = Promise.resolve();

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#performers = new Map(options.performers.flatMap((each) => each.kinds.map((kind) => [kind, each])));
    this.#slots = new Slots(options.performers);
    this.#results = new ResultWriter(options);
  }

  /** Whether the last claim had to pass over what may be due: `onFree` is called when there is room for it. */
  get isFull(): boolean {
    return this.#slots.isFull;
  }

  /** Claims due effects of an account, as many as there are free slots, and begins them. */
  async begin(accountId: AccountId): Promise<Begun> {
    // One after the other: each must know the claims of the one before.
    const claim = this.#claimed.then(() => this.#claim(accountId));
    this.#claimed = claim.catch(() => undefined);
    return this.#beginClaimed(accountId, await claim);
  }

  /** Claims and begins these effects of a stretch of time that is worked at once, as far as nobody has them in hand. */
  async beginRows(accountId: AccountId, rows: readonly DueRow[]): Promise<Begun> {
    const { store, holder } = this.#options;
    await holder.start();
    const lease = { token: randomUUID(), holder: holder.id };
    const { now } = await readAccount(store.sql, accountId);
    const free = await this.#notPaused(
      accountId,
      await claimEffectsOf(store.sql, accountId, rows, now, lease),
    );
    for (const effect of free) this.#slots.take(effect);
    return this.#beginClaimed(accountId, free);
  }

  #beginClaimed(accountId: AccountId, claimed: readonly ClaimedEffect[]): Begun {
    const begun = [...Map.groupBy(claimed, ({ kind }) => this.#performers.get(kind)!)].flatMap(
      ([performer, effects]) => this.#perform(accountId, performer, effects),
    );
    return { count: begun.length, done: Promise.all(begun) };
  }

  /** Resolves when all begun effects are stored. Begins none itself. */
  async drain(): Promise<void> {
    this.#results.close();
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async #claim(accountId: AccountId): Promise<readonly ClaimedEffect[]> {
    const { store, holder } = this.#options;
    const room = this.#slots.room(CLAIM_MAX);
    if (!room) return [];
    await holder.start();
    const lease = { token: randomUUID(), holder: holder.id };
    for (;;) {
      const claimed = await store.sql.begin(async (tx) => {
        const plans = planOnce(tx);
        const [, { now, windowEnd }] = await Promise.all([plans, readAccount(tx, accountId)]);
        // Who works a stretch of time at once takes the effects in it, in the order of their records.
        if (windowEnd !== null) return [];
        return claimEffects(tx, accountId, room, now, lease, this.#roundOf(accountId));
      });
      const free = await this.#notPaused(accountId, claimed);
      // Where all of them are paused, others may not be.
      if (free.length === 0 && claimed.length > 0) continue;
      for (const effect of free) this.#slots.take(effect);
      return free;
    }
  }

  async #notPaused(
    accountId: AccountId,
    claimed: readonly ClaimedEffect[],
  ): Promise<readonly ClaimedEffect[]> {
    if (!claimed.some(({ mayBePaused }) => mayBePaused)) return claimed;
    return mayBegin(this.#options.store, accountId, claimed);
  }

  #roundOf(accountId: AccountId): TargetRound {
    const known = this.#rounds.get(accountId) ?? new TargetRound(accountId);
    this.#rounds.set(accountId, known);
    return known;
  }

  /** One promise for each effect, which resolves when its result is stored. */
  #perform(
    accountId: AccountId,
    performer: Performer,
    effects: readonly ClaimedEffect[],
  ): Promise<unknown>[] {
    const begunAt = performance.now();
    const tries = new Map(effects.map((effect) => [effect.id, new Try(effect)]));
    const failOthers = (message: string) => {
      for (const each of tries.values()) each.fail(message);
    };
    const store = async (tried: Try) => {
      const performed = await tried.told;
      const durationMs = performance.now() - begunAt;
      const told = { accountId, performer, performed, durationMs: Math.round(durationMs) };
      const fate = await this.#results.store(told);
      this.#options.observe?.(performed, durationMs / 1_000, fate);
      if (this.#slots.give(performed.effect, performer)) this.#options.onFree?.();
    };
    const stored = new Map([...tries].map(([id, each]) => [id, store(each)]));
    void performer
      .perform(
        accountId,
        [...tries.values()].map(({ effect }) => effect),
        (performed) => {
          const { id } = performed.effect;
          tries.get(id)!.tell(performed);
          return stored.get(id)!;
        },
      )
      .then(
        () => failOthers('The performer did not say what came of it.'),
        (error: Error) => {
          this.#options.log.error({ err: error, kind: performer.kind }, 'a performer of effects failed');
          failOthers(error.message);
        },
      );
    for (const promise of stored.values()) this.#keepTrackOf(promise);
    return [...stored.values()];
  }

  #keepTrackOf(promise: Promise<unknown>): void {
    this.#underWay.add(promise);
    void promise.then(() => this.#underWay.delete(promise));
  }
}

/** The statements of a claim leave no choice, and planning them anew takes longer than running them. Citus must know the account to plan. */
function planOnce(tx: Tx): Promise<unknown> {
  return tx`
    select set_config('plan_cache_mode', case when to_regclass('pg_catalog.pg_dist_partition') is null then 'force_generic_plan' else 'auto' end, true)`.execute();
}
