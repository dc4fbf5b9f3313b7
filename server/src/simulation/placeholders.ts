/** Ids that no record, passage or change will ever have, and that still are ids: numbers that JSON can hold. */
const FIRST = 9_000_000_000_000_000;

/** Hands out placeholders for ids, one after the other. */
export class Placeholders {
  #next = FIRST;

  next(): string {
    return String(this.#next++);
  }
}
