import { randomUUID } from 'node:crypto';
import { type AccountId, readAccount } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import type { Log } from '../platform/index.ts';
import type { Heartbeat } from './heartbeat.ts';
import type { ClaimedEffect, Performed, Performer } from './performer.ts';
import { claimEffects, TRY_SECONDS_MAX, type Woken } from './queries.ts';
import { ResultWriter } from './result-writer.ts';
import { TargetWatch } from './target-watch.ts';

/** Effects that one statement claims at most, so that the first of many begin while the others are still being claimed. */
const CLAIM_MAX = 50;

export interface StreamOptions {
  readonly store: Store;
  readonly log: Log;
  readonly performers: readonly Performer[];
  /** This process, whose heartbeat renews all its leases. */
  readonly holder: Heartbeat;
  /** Makes the enrollments due, in the transaction that stores the results. */
  readonly wakeEnrollments: (unit: Unit, woken: readonly Woken[]) => Promise<void>;
  /** Told of every try: what came of it, and how long it took. */
  readonly observe?: ((performed: Performed, seconds: number) => void) | undefined;
}

/** Effects that have been begun; `done` resolves when what came of all of them is stored. */
export interface Begun {
  readonly count: number;
  readonly done: Promise<unknown>;
}

/**
 * The effects that a process has in hand. A slot is taken by the claim and free again when the result is stored; each
 * effect is finished by itself, so that a slow one holds up its own slot and nobody else's.
 */
export class EffectStream {
  readonly #options: StreamOptions;
  readonly #results: ResultWriter;
  readonly #targets: TargetWatch;
  readonly #inHand = new Map<string, number>();
  readonly #underWay = new Set<Promise<unknown>>();
  #slotFreed = Promise.withResolvers<void>();

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#results = new ResultWriter(options);
    this.#targets = new TargetWatch(options.log);
  }

  /** Claims due effects of an account, as many as there are free slots, and begins them. */
  async begin(accountId: AccountId): Promise<Begun> {
    const { store, holder, performers } = this.#options;
    const begun: Promise<unknown>[] = [];
    for (const performer of performers) {
      const most = Math.min(CLAIM_MAX, this.#free(performer));
      if (most === 0) continue;
      // Taken before the first await: whoever else begins effects meanwhile must not count the same slots.
      this.#take(performer, most);
      let claimed: ClaimedEffect[] = [];
      try {
        await holder.start();
        const { now } = await readAccount(store.sql, accountId);
        const lease = { token: randomUUID(), holder: holder.id };
        claimed = await claimEffects(store.sql, accountId, performer.kinds, now, lease, most);
      } finally {
        this.#take(performer, claimed.length - most);
      }
      if (claimed.length > 0) begun.push(...this.#perform(accountId, performer, claimed));
    }
    return { count: begun.length, done: Promise.all(begun) };
  }

  /** Resolves when some performer has a free slot. */
  async slotFree(): Promise<void> {
    while (this.#options.performers.every((performer) => this.#free(performer) === 0))
      await this.#slotFreed.promise;
  }

  /** Resolves when everything that was begun is stored. Begins nothing by itself. */
  async drain(): Promise<void> {
    this.#results.close();
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** One promise for each effect, which resolves when what came of it is stored. */
  #perform(
    accountId: AccountId,
    performer: Performer,
    effects: readonly ClaimedEffect[],
  ): Promise<unknown>[] {
    const begunAt = performance.now();
    const tries = new Map(effects.map((effect) => [effect.id, Promise.withResolvers<void>()]));
    const untold = new Map(effects.map((effect) => [effect.id, effect]));
    const tell = (performed: Performed) => {
      const { id } = performed.effect;
      if (!untold.delete(id)) return;
      this.#targets.note(performer, performed);
      this.#options.observe?.(performed, (performance.now() - begunAt) / 1_000);
      void this.#results.store({ accountId, performer, performed }).then(() => {
        this.#take(performer, -1);
        tries.get(id)!.resolve();
      });
    };
    const tellOthers = (message: string) => {
      for (const effect of [...untold.values()])
        tell({ effect, outcome: { kind: 'retry', message }, target: 'silent' });
    };
    const deadline = setTimeout(
      () => tellOthers(`There was no answer within ${TRY_SECONDS_MAX} seconds.`),
      TRY_SECONDS_MAX * 1_000,
    );
    void performer
      .perform(accountId, effects, tell)
      .then(
        () => tellOthers('The performer did not say what came of it.'),
        (error: Error) => {
          this.#options.log.error({ err: error, kind: performer.kind }, 'an effect performer failed');
          tellOthers(error.message);
        },
      )
      .finally(() => clearTimeout(deadline));
    const stored = [...tries.values()].map(({ promise }) => promise);
    for (const promise of stored) this.#keepTrackOf(promise);
    return stored;
  }

  #keepTrackOf(promise: Promise<unknown>): void {
    this.#underWay.add(promise);
    void promise.then(() => this.#underWay.delete(promise));
  }

  #free({ kind, slots }: Performer): number {
    return slots - (this.#inHand.get(kind) ?? 0);
  }

  #take({ kind }: Performer, slots: number): void {
    this.#inHand.set(kind, (this.#inHand.get(kind) ?? 0) + slots);
    if (slots >= 0) return;
    this.#slotFreed.resolve();
    this.#slotFreed = Promise.withResolvers<void>();
  }
}
