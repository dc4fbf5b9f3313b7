/** The original reads `Retry-After` as milliseconds. Nobody asks for less than a second, so smaller numbers are HTTP's seconds. */
const MILLISECONDS_MIN = 1_000;

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
  const pause = Date.parse(text) - Date.parse(headers['date'] ?? '');
  return Number.isNaN(pause) ? undefined : Math.max(0, pause);
}
