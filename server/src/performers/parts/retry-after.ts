/** Longer pauses than this are not asked for in seconds: a number above it is in milliseconds. */
const SECONDS_MAX = 600;

/**
 * The pause that a receiver asks for, in milliseconds. The original reads the number as milliseconds; but receivers mostly mean
 * seconds, as HTTP has it, so a number that would be no pause at all in milliseconds is read as seconds. Dates are HTTP's.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,12}$/.test(text)) {
    const number = Number(text);
    return number <= SECONDS_MAX ? number * 1_000 : number;
  }
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
