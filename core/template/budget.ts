import { TemplateError } from './template-error.ts';

/** Parts of expressions that are worked out, and characters that are written, read or changed on the way, for one mail. */
export const OPERATIONS_MAX = 1_000_000;

/** The operations that the rendering of one mail may take, counted and not timed: the same mail is refused everywhere or nowhere. */
export class Budget {
  #left = OPERATIONS_MAX;

  /** Throws a TemplateError when that is more than there is left. */
  spend(operations: number): void {
    this.#left -= operations;
    if (this.#left < 0) throw new TemplateError(`it takes more than ${OPERATIONS_MAX} operations`);
  }

  get spent(): number {
    return OPERATIONS_MAX - this.#left;
  }
}
