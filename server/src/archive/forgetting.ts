import type { EpochMillis } from '@millrace/core/time';
import type { Db, Fragment } from '../platform/index.ts';
import { takeOut } from './move.ts';
import type { Archive } from './open.ts';

/** A chunk of old rows to be deleted. */
export interface Forgetting {
  /** Older than this. */
  readonly before: EpochMillis;
  /** Where the chunk before has come to; null at first. */
  readonly place: string | null;
  /** Rows, or what stands for them, that are looked at. */
  readonly most: number;
  /** Where they go; null: nowhere. */
  readonly archive: Archive | null;
}

/** What came of it. */
export interface Forgot {
  readonly deleted: number;
  /** Where the next chunk goes on; null when nothing is left. */
  readonly place: string | null;
}

/** A table whose ids are in the order of time. */
export interface InOrder {
  /** The next rows after an id, in that order. */
  readonly next: (afterId: string, most: number) => PromiseLike<unknown>;
  /** Their deletion, which ends with its condition. */
  readonly remove: (ids: readonly string[]) => Fragment;
}

interface Aged {
  readonly id: string;
  readonly at: EpochMillis;
}

/** Deletes the old rows of a chunk; the first that is young is the end. */
export async function forgetInOrder(
  db: Db,
  { before, place, most, archive }: Forgetting,
  { next, remove }: InOrder,
): Promise<Forgot> {
  const rows = (await next(place ?? '0', most)) as readonly Aged[];
  const old = rows.filter(({ at }) => at < before);
  const instants = old.map(({ at }) => at);
  if (old.length > 0) await takeOut(db, archive, instants, remove(old.map(({ id }) => id)));
  const last = rows.at(-1);
  const isOver = rows.length < most || last === undefined || last.at >= before;
  return { deleted: old.length, place: isOver ? null : last.id };
}
