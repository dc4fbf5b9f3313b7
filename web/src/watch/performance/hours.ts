import { localText, offsetAt } from '../../kit/index.ts';

/** Clocks are set, and hours of any zone begin, on quarters of an hour. */
const QUARTER_MS = 900_000;
const HOUR_MS = 4 * QUARTER_MS;

/**
 * The hours of a zone from the one that an instant lies in to that of another, each by its first minute: `2026-10-25T02:00+02:00`. Those that
 * clocks show twice are two; where clocks change by half an hour one is cut, and begins with the change.
 */
export function hoursOf(from: number, to: number, zone: string): readonly string[] {
  const first = Math.floor(from / QUARTER_MS) * QUARTER_MS;
  const hours: string[] = [];
  let before = '';
  for (let at = first - HOUR_MS; at <= to; at += QUARTER_MS) {
    const text = localText(at, zone);
    const offset = offsetText(offsetAt(at, zone));
    const hour = text.slice(0, 13) + offset;
    if (hour !== before) {
      // Those that are over before `from`, among them the one that the look back begins in.
      if (at <= first) hours.length = 0;
      hours.push(text + offset);
    }
    before = hour;
  }
  return hours;
}

function offsetText(offset: number): string {
  const minutes = Math.abs(Math.round(offset / 60_000));
  const two = (count: number) => String(count).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
