/** So many at a time; the others stand in line, which has an end. */
export class Line {
  readonly #atOnce: number;
  readonly #waitingMax: number;
  #busy = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number, waitingMax: number) {
    this.#atOnce = atOnce;
    this.#waitingMax = waitingMax;
  }

  /** Does the work when its turn has come; false, and nothing is done, when the line is too long. */
  async in(work: () => Promise<void>): Promise<boolean> {
    if (this.#busy >= this.#atOnce) {
      if (this.#waiting.length >= this.#waitingMax) return false;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#busy += 1;
    try {
      await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy -= 1;
    }
    return true;
  }
}
