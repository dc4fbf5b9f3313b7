/** What was done with the things of a kind. */
export interface Tally {
  /** They were not there, and are now. */
  readonly made: number;
  /** They were there already, and say the same. */
  readonly there: number;
  /** They were there, and have been brought up to date. */
  readonly changed: number;
}

/** The same with what could not be done. */
export interface Counts extends Tally {
  /** They are there and say something else; they are left as they are. */
  readonly differing: number;
  /** They could not be taken. */
  readonly refused: number;
}

export const NONE: Counts = { made: 0, there: 0, changed: 0, differing: 0, refused: 0 };
