import type { Budget } from './budget.ts';
import type { Reference } from './reference.ts';
import type { Value } from './value.ts';

/** The value of what a token names; null where there is none. */
export type ValueAt = (reference: Reference) => Value;

/** Where the reader of a text is at home: how filters write dates and numbers that are not told otherwise. */
export interface Place {
  /** A language tag, such as `en-US`. */
  readonly locale?: string;
  /** An IANA name, such as `Europe/Berlin`; without it, UTC. */
  readonly timeZone?: string;
}

/** The values and the budget that a template renders with. */
export interface Rendering {
  readonly valueAt: ValueAt;
  readonly budget: Budget;
  readonly place?: Place;
}
