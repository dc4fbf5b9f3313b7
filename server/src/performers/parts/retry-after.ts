/** The original reads `Retry-After` as milliseconds. Nobody asks for less than a second, so smaller numbers are HTTP's seconds. */
const MILLISECONDS_MIN = 1_000;

/** As `Sun, 06 Nov 1994 08:49:37 GMT`, and its older forms. */
const HTTP_DATE = /^(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?,? .*\d/;

/**
 * The pause that a receiver asks for, in milliseconds; undefined without one. A date counts from the date of the answer, which is by the same
 * clock.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,12}$/.test(text)) {
    const number = Number(text);
    return number < MILLISECONDS_MIN ? number * 1_000 : number;
  }
  // `Date.parse` makes a date of nearly anything, such as `-1` and `1.5`.
  if (!HTTP_DATE.test(text)) return undefined;
  const pause = Date.parse(text) - Date.parse(headers['date'] ?? '');
  return Number.isNaN(pause) ? undefined : Math.max(0, pause);
}
