const UNITS = {
  second: 'TS',
  minute: 'TM',
  hour: 'TH',
  day: 'D',
  week: 'W',
  month: 'M',
  year: 'Y',
} as const;

/** As ISO 8601 has it, of `30 days`, `1 hour` or a duration that is one already; undefined of anything else. */
export function durationOf(text: string): string | undefined {
  if (/^P(?=.)(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$/.test(text)) return text;
  const [, count, unit] = /^(\d+) ([a-z]+?)s?$/.exec(text.trim()) ?? [];
  const letters = unit !== undefined && unit in UNITS ? UNITS[unit as keyof typeof UNITS] : undefined;
  if (letters === undefined) return undefined;
  return letters.startsWith('T') ? `PT${count}${letters[1]}` : `P${count}${letters}`;
}
