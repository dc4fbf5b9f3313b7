/** Values of a label that clients can make up: the first so many are told apart, all further ones are "other". */
export class LabelSet {
  readonly #most: number;
  readonly #known = new Set<string>();

  constructor(most: number) {
    this.#most = most;
  }

  label(value: string): string {
    if (this.#known.has(value)) return value;
    if (this.#known.size === this.#most) return 'other';
    this.#known.add(value);
    return value;
  }
}
