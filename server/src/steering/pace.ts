import { type EpochMillis, MINUTE } from '@millrace/core/time';

/** What fell due in a pause comes so many a minute, unless it is asked for otherwise. */
export const PER_MINUTE_USUAL = 600;

/** Instants at a pace, one after the other: the first is `from`. */
export function pacedFrom(from: EpochMillis, perMinute: number, given = 0): (index: number) => EpochMillis {
  return (index) => from + Math.floor(((given + index) * MINUTE) / perMinute);
}
