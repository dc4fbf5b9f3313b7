const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** Of so many of a unit the next smaller one is not worth a word. */
const WHOLE_FROM = { day: 7, hour: 6, minute: 1, second: 1 } as const;

/** "3 days", "1 day and 4 hours", "25 minutes": what one would say of a time that is over. */
export function gapText(ms: number): string {
  for (const [index, [unit, length]] of UNITS.entries()) {
    const [smaller, part] = UNITS[index + 1] ?? [unit, length];
    // Rounded to what is said at all, so that no "24 hours" is left.
    const rounded = Math.round(ms / part) * part;
    const whole = Math.floor(rounded / length);
    if (whole === 0) continue;
    const rest = Math.round((rounded % length) / part);
    if (whole >= WHOLE_FROM[unit]) return count(Math.round(ms / length), unit);
    return rest === 0 ? count(whole, unit) : `${count(whole, unit)} and ${count(rest, smaller)}`;
  }
  return count(1, 'second');
}

function count(number: number, unit: string): string {
  return number === 1 ? `1 ${unit}` : `${number} ${unit}s`;
}
