import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../history/index.ts';
import type { Author } from '../platform/index.ts';

export type JobState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

/** Work behind a request. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  /** The request, in members of its kind. */
  readonly asked: Readonly<Record<string, unknown>>;
  /** Null for the server itself. */
  readonly askedBy: Author | null;
  /** Where the next chunk begins, in members of its kind; null before the first. */
  readonly place: unknown;
  readonly done: number;
  /** Null when it cannot be told. */
  readonly total: number | null;
  /** What came of so many. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly result: unknown;
  readonly error: string | null;
  readonly createdAt: EpochMillis;
  readonly startedAt: EpochMillis | null;
  readonly finishedAt: EpochMillis | null;
}

/** What came of one chunk. */
export interface Chunk {
  /** Where the next begins; undefined: this was the last. */
  readonly next?: unknown;
  readonly done: number;
  /** Added to those of the chunks before. */
  readonly outcomes?: Readonly<Record<string, number>>;
  /** A better number than the one it began with. */
  readonly total?: number;
  readonly result?: unknown;
}

/** A kind of job that the lane does. Its chunks are short: each holds its locks to its commit. */
export interface JobKind {
  readonly name: string;
  /** Things that a chunk is about at most, to begin with: where the database takes too long, the next try has half as many. */
  readonly most: number;
  /** Does one chunk; what it writes is committed with the progress of the job. */
  chunk(unit: Unit, job: Job, most: number): Promise<Chunk>;
  /** Why it may not be cancelled; undefined when it may. */
  readonly mustFinish?: string;
}

/** Thrown by a chunk that sees that the job cannot go on: it ends as FAILED with this message. */
export class JobRefused extends Error {
  override readonly name = 'JobRefused';
}
