/**
 * The cost limit of evaluating criteria for one record, counted and not timed: the same question gets the same answer on
 * every machine. Work that is linear in a text pays for its characters; loops pay for their rounds.
 */

/** Operations (about one for each character looked at) that one question of one record may take: some tenths of a second. */
export const MAX_OPERATIONS = 20_000_000;

/** The question was given up: its answer is unknown. */
export class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork';

  constructor(most: number) {
    super(
      `Asking these criteria of the record takes more than ${most} operations: its texts are too long, or its events, former values or associated records too many, for so many filters.`,
    );
  }
}

/** Counts the operations of one question after another. */
export class Effort {
  readonly #most: number;
  readonly #purse: Effort | undefined;
  #left: number;

  /** `purse`: the limit of several questions together. */
  constructor(most = MAX_OPERATIONS, purse?: Effort) {
    this.#most = most;
    this.#left = most;
    this.#purse = purse;
  }

  /** A new question begins. */
  begin(): void {
    this.#left = this.#most;
  }

  /** Throws `TooMuchWork` when there is nothing left to spend. */
  spend(operations: number): void {
    this.#left -= operations;
    if (this.#left < 0) throw new TooMuchWork(this.#most);
    this.#purse?.spend(operations);
  }
}
