import type { Position } from './position.ts';

/** Where the primary was when it was asked at an instant, in milliseconds of this process: what was committed by then is before it. */
interface Sample {
  readonly at: number;
  readonly position: Position;
}

/**
 * Where the primary was when. It tells how far behind a replica is by no clock but our own: a replica that has come to where the primary was at an
 * instant has all that was committed by then, also while nothing is written, and also where the replica is cut off and does not know it.
 */
export class Lag {
  readonly #keptMs: number;
  #samples: Sample[] = [];

  /** `keptMs`: up to which lag it can tell. */
  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  /** Notes what the primary answered that was asked at that instant. */
  note(position: Position, at: number): void {
    // The first of those that are equal would say more than we know: the last says that it is there still.
    if (this.#samples.at(-1)?.position === position) this.#samples.pop();
    this.#samples.push({ at, position });
    const unneeded = this.#samples.findLastIndex((sample) => sample.at < at - this.#keptMs);
    if (unneeded > 0) this.#samples.splice(0, unneeded);
  }

  /** Another primary counts on, and what is known of the former says nothing. */
  forget(): void {
    this.#samples = [];
  }

  /** Milliseconds that what one reads at this position is old at most at an instant; null where it is older than anything noted. */
  of(position: Position, at: number): number | null {
    const known = this.#samples.findLast((sample) => sample.position <= position);
    return known === undefined ? null : at - known.at;
  }

  /** Whether a position is one that the primary, at its latest note, had not come to: its server follows another. */
  isAhead(position: Position): boolean {
    const latest = this.#samples.at(-1);
    return latest !== undefined && position > latest.position;
  }
}
