import type { EpochMillis } from '@millrace/core/time';

/** A chunk of old rows to be deleted. */
export interface Forgetting {
  /** Older than this. */
  readonly before: EpochMillis;
  /** Where the chunk before has come to; null at first. */
  readonly place: string | null;
  /** Rows, or what stands for them, that are looked at. */
  readonly most: number;
}

/** What came of it. */
export interface Forgot {
  readonly deleted: number;
  /** Where the next chunk goes on; null when nothing is left. */
  readonly place: string | null;
}
