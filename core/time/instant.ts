/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMillis = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The latest instant that the product computes with: longer waits end here. */
export const LATEST: EpochMillis = Date.UTC(9999, 11, 31);

/** An instant as the API writes it: ISO 8601 in UTC with milliseconds. */
export function iso(at: EpochMillis): string {
  return new Date(at).toISOString();
}
