import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import { nextTargets, type TargetOfKind } from './targets.ts';

/** Targets of a kind that one claim asks. */
export const TARGETS_MAX = 200;

/**
 * The targets of an account in turns, some at a time: each is asked again only after all others of its kind, so that none starves
 * however many there are.
 */
export class TargetRound {
  readonly #accountId: AccountId;
  readonly #most: number;
  /** The target of each kind that was asked last; none at the begin of a round. */
  readonly #last = new Map<string, string>();

  constructor(accountId: AccountId, most: number = TARGETS_MAX) {
    this.#accountId = accountId;
    this.#most = most;
  }

  /** The next targets of these kinds, and the kinds whose round goes on after them. */
  async next(
    db: Db,
    kinds: readonly string[],
  ): Promise<{ readonly targets: readonly TargetOfKind[]; readonly goOn: readonly string[] }> {
    const wanted = kinds.map((kind) => ({ kind, after: this.#last.get(kind) ?? null }));
    const targets = await nextTargets(db, this.#accountId, wanted, this.#most);
    const byKind = Map.groupBy(targets, ({ kind }) => kind);
    for (const kind of kinds) {
      const found = byKind.get(kind) ?? [];
      if (found.length < this.#most) this.#last.delete(kind);
      else this.#last.set(kind, found.at(-1)!.target);
    }
    return { targets, goOn: kinds.filter((kind) => this.#last.has(kind)) };
  }
}
