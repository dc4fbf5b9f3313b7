import type { EpochMillis } from '@millrace/core/time';

/**
 * The time of each record that a unit of work writes to. It is the account's now, but for records of a stretch of time that is worked at
 * once: each of those has the time of the row that is worked. Within a unit a record has one time.
 */
export class RecordTimes {
  readonly #now: EpochMillis;
  readonly #told = new Map<string, EpochMillis>();

  constructor(now: EpochMillis) {
    this.#now = now;
  }

  of(recordId: string): EpochMillis {
    return this.#told.get(recordId) ?? this.#now;
  }

  /** Never before the account's now: what fell due earlier is worked now. */
  tell(recordId: string, at: EpochMillis): void {
    this.#told.set(recordId, Math.max(at, this.#now));
  }
}
