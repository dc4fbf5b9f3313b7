import type { ClaimedEffect, Performer } from './performer.ts';

/** Effects that a process leases at most, of all performers together. */
export const SLOTS_MAX = 500;

/** The free room of a process. */
export interface Room {
  /** Of each kind: its performer, the performer's free slots, and their limit for one target. */
  readonly kinds: readonly {
    readonly kind: string;
    readonly performer: string;
    readonly free: number;
    readonly perTarget: number;
  }[];
  /** Leased effects of each target. */
  readonly inHand: readonly TakenOf[];
  readonly most: number;
}

interface TakenOf {
  readonly kind: string;
  readonly target: string;
  readonly count: number;
}

type Claimed = Pick<ClaimedEffect, 'kind' | 'target'>;

/** Counts a process's leased effects: of each target, of each performer and in all. */
export class Slots {
  readonly #performers: readonly Performer[];
  readonly #taken = new Map<string, TakenOf>();
  /** The performers and targets that the last claim had to pass over: only their slots are waited for. A performer by its name. */
  readonly #passedOver = new Set<string>();

  constructor(performers: readonly Performer[]) {
    this.#performers = performers;
  }

  /** The room for a claim, so many at most; null without room. */
  room(most: number): Room | null {
    const inHand = [...this.#taken.values()];
    this.#passedOver.clear();
    const kinds = this.#performers.flatMap((each) => {
      const free = this.#freeOf(each);
      if (free < leastOf(each)) this.#passedOver.add(each.kind);
      for (const taken of inHand)
        if (each.kinds.includes(taken.kind) && taken.count >= each.slotsPerTarget)
          this.#passedOver.add(keyOf(taken));
      return free < leastOf(each)
        ? []
        : each.kinds.map((kind) => ({ kind, performer: each.kind, free, perTarget: each.slotsPerTarget }));
    });
    const free = Math.min(most, SLOTS_MAX - sum(inHand));
    return kinds.length > 0 && free > 0 ? { kinds, inHand, most: free } : null;
  }

  /** Whether the last claim had to pass over a performer or a target, and none of their slots has been given back since. */
  get isFull(): boolean {
    return this.#passedOver.size > 0;
  }

  take(effect: Claimed): void {
    this.#count(effect, 1);
  }

  /** Gives back the slot of an effect; whether that lets more be claimed than the last claim could. */
  give(effect: Claimed, performer: Performer): boolean {
    const wasFull = sum([...this.#taken.values()]) >= SLOTS_MAX;
    this.#count(effect, -1);
    if (wasFull) return true;
    if (this.#freeOf(performer) < leastOf(performer)) return false;
    // Told once: the claim that follows notes anew what it passes over.
    const waitedFor = [performer.kind, keyOf(effect)].filter((each) => this.#passedOver.delete(each));
    return waitedFor.length > 0;
  }

  #freeOf({ slots, kinds }: Performer): number {
    return slots - sum([...this.#taken.values()].filter(({ kind }) => kinds.includes(kind)));
  }

  #count({ kind, target }: Claimed, more: number): void {
    const key = keyOf({ kind, target });
    const count = (this.#taken.get(key)?.count ?? 0) + more;
    if (count > 0) this.#taken.set(key, { kind, target, count });
    else this.#taken.delete(key);
  }
}

function keyOf({ kind, target }: Claimed): string {
  return JSON.stringify([kind, target]);
}

function leastOf({ leastFree = 1 }: Performer): number {
  return Math.max(1, leastFree);
}

function sum(taken: readonly TakenOf[]): number {
  return taken.reduce((total, { count }) => total + count, 0);
}
