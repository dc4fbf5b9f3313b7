import type { EpochMillis } from '@millrace/core/time';
import { z } from 'zod';

/**
 * A place in a timeline: an instant; among what has the same, the rank of its source; and the id there, with a number where
 * the source counts within one.
 */
export interface Place {
  readonly at: EpochMillis;
  readonly rank: number;
  readonly id: string;
  readonly number: number;
}

/** The order of a timeline: the latest first. */
export function byPlace(a: Place, b: Place): number {
  return b.at - a.at || a.rank - b.rank || compareIds(b.id, a.id) || b.number - a.number;
}

/** Above every id, and every number. */
const ID_MAX = '9223372036854775807';
const NUMBER_MAX = 2_147_483_647;

/** Where a source of this rank goes on after a place: after the same entry if it is its own, else before or behind the whole instant. */
export function placeFor(after: Place | undefined, rank: number): Place | undefined {
  if (!after || after.rank === rank) return after;
  return after.rank > rank
    ? { at: after.at, rank, id: '0', number: 0 }
    : { at: after.at, rank, id: ID_MAX, number: NUMBER_MAX };
}

/** The cursor of a page, as `cursorText` writes it. */
export const cursor = z.string().transform((text, context): Place => {
  const match = /^(\d{1,15})-(\d)-(\d{1,18})-(\d{1,9})$/.exec(text);
  if (match) return { at: Number(match[1]), rank: Number(match[2]), id: match[3]!, number: Number(match[4]) };
  context.addIssue({ code: 'custom', message: 'must be the cursor of an earlier page' });
  return z.NEVER;
});

export function cursorText({ at, rank, id, number }: Place): string {
  return `${at}-${rank}-${id}-${number}`;
}

function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
