import { DAY, type EpochMillis, HOUR, MINUTE } from '@millrace/core/time';

/** How far the first stretch of a move reaches, and how far one may at least and at most. */
const SPAN_MS_FIRST = HOUR;
const SPAN_MS_MIN = MINUTE;
const SPAN_MS_MAX = 4_000 * DAY;

/** A stretch that took less than that may be longer. */
const QUICK_MS = 300;
/** One that took more, in so many passes, is too long: writes from outside wait for its end. */
const SLOW_MS = 1_500;
const MANY_PASSES = 30;

const FACTOR = 8;

/**
 * How far stretches of time reach: as far as takes a second or so to work. One record with a story of a thousand turns a day takes a thousand
 * passes, as a thousand such records do together.
 */
export class Span {
  #ms = SPAN_MS_FIRST;

  /** Where a stretch ends whose first row is due at an instant. */
  after(at: EpochMillis): EpochMillis {
    return at + this.#ms;
  }

  learn({ tookMs, passes }: { readonly tookMs: number; readonly passes: number }): void {
    if (tookMs < QUICK_MS) this.#ms = Math.min(SPAN_MS_MAX, this.#ms * FACTOR);
    else if (tookMs > SLOW_MS && passes > MANY_PASSES) this.#ms = Math.max(SPAN_MS_MIN, this.#ms / FACTOR);
  }
}
