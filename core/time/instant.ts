/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMillis = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The latest instant that the product computes with: longer waits end here. */
export const LATEST: EpochMillis = Date.UTC(9999, 11, 31);

let last: { readonly at: EpochMillis; readonly text: string } | undefined;

/** An instant as the API writes it: ISO 8601 in UTC with milliseconds. What is written together is mostly of one instant, which is kept. */
export function iso(at: EpochMillis): string {
  if (last?.at !== at) last = { at, text: new Date(at).toISOString() };
  return last.text;
}
