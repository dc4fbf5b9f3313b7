/**
 * Instants and days as text of one width ("2026-03-01T09:00:00.000Z", "2026-03-01"): the form in records, in which text sorts
 * as time does, so that both back ends compare text and neither converts it.
 */
import { type EpochMillis, iso } from '../../time/index.ts';

const EARLIEST_MILLIS = Date.parse('0001-01-01T00:00:00.000Z');
const LATEST_MILLIS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Sorts before and after every instant and every day. */
const BEFORE_ALL = '0';
const AFTER_ALL = 'Z';

/** An instant as text; instants beyond the years 1 to 9999 sort before or after all. */
export function isoText(at: EpochMillis): string {
  if (at < EARLIEST_MILLIS) return BEFORE_ALL;
  return at > LATEST_MILLIS ? AFTER_ALL : iso(at);
}

const DAYS =
  '(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))' +
  '|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)';

/** The patterns of a day and of an instant, for both back ends. The year 0 is no year. */
export const DAY_TEXT = `^(?!0000)${DAYS}$`;
export const INSTANT_TEXT = `^(?!0000)${DAYS}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.][0-9]{3}Z$`;

/**
 * An instant whose day in a zone can be asked for. In the first and the last year that day may lie outside the years that both
 * back ends write alike, so there it has none.
 */
export const ZONED_INSTANT_TEXT = INSTANT_TEXT.replace('(?!0000)', '(?!0000|0001|9999)');
const ZONED_INSTANT_PATTERN = new RegExp(ZONED_INSTANT_TEXT);

const DAY_PATTERN = new RegExp(DAY_TEXT);
const INSTANT_PATTERN = new RegExp(INSTANT_TEXT);

export function isDayText(text: string): boolean {
  return DAY_PATTERN.test(text);
}

export function isZonedInstantText(text: string): boolean {
  return ZONED_INSTANT_PATTERN.test(text);
}

/** A time as events carry it: ISO 8601 in UTC with or without a time, or epoch milliseconds (10 to 14 digits). */
export function sentInstant(text: string): string | undefined {
  if (/^[0-9]{10,14}$/.test(text)) return isoText(Number(text));
  if (/^[0-9-]{10}$/.test(text)) return isDayText(text) ? `${text}T00:00:00.000Z` : undefined;
  const match = /^([0-9-]{10}T[0-9]{2}:[0-9]{2})(:[0-9]{2})?([.][0-9]{1,3})?Z$/.exec(text);
  if (!match) return undefined;
  const [, minutes, seconds = ':00', fraction = '.'] = match;
  const full = `${minutes}${seconds}${fraction.padEnd(4, '0')}Z`;
  return INSTANT_PATTERN.test(full) ? full : undefined;
}

/** The same in SQL. */
export function sentInstantSql(value: string): string {
  const millis = `to_char(to_timestamp(${value}::numeric / 1000) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const parts = `regexp_match(${value}, '^([0-9-]{10}T[0-9]{2}:[0-9]{2})(:[0-9]{2})?([.][0-9]{1,3})?Z$')`;
  const full = `(select m[1] || coalesce(m[2], ':00') || rpad(coalesce(m[3], '.'), 4, '0') || 'Z' from ${parts} m)`;
  return (
    `(case when ${value} ~ '^[0-9]{10,14}$' then ${millis}` +
    ` when ${value} ~ '${DAY_TEXT}' then ${value} || 'T00:00:00.000Z'` +
    ` when ${full} ~ '${INSTANT_TEXT}' then ${full} end)`
  );
}
