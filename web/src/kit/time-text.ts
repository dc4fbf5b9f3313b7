/** Texts of instants. Formats are kept by zone: making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How far the clock may seem to be behind, since it takes a while to learn what time it is. */
const SLACK = 5 * SECOND;
/** Beyond it a date says more than a count of days. */
const DAYS_AS_SINCE = 7;

/** "3 Nov 2026, 14:05". */
export function dateTimeText(at: string | number, zone: string): string {
  return format(zone, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}

/** "3 Nov 2026". */
export function dateText(at: string | number, zone: string): string {
  return format(zone, { dateStyle: 'medium' }).format(new Date(at));
}

/** A text of the server with its instants (`2026-11-27T06:17:56.490Z`) in words. */
export function withTimes(text: string, zone: string): string {
  return text.replace(INSTANT, (at) => dateTimeText(at, zone));
}

const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;

/** "just now", "5 min ago", "in 3 h", "2 days ago", and the date of what is further away. */
export function sinceText(at: string, now: number, zone: string): string {
  const difference = Date.parse(at) - now;
  const distance = Math.abs(difference);
  if (distance < MINUTE) return difference > SLACK ? 'in a moment' : 'just now';
  if (distance >= DAYS_AS_SINCE * DAY) return dateText(at, zone);
  const said = lengthText(distance);
  return difference < 0 ? `${said} ago` : `in ${said}`;
}

/** "5 min", "3 h", "2 days": the greatest unit of it. */
export function lengthText(ms: number): string {
  if (ms < MINUTE) return `${Math.max(1, Math.round(ms / SECOND))} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  const days = Math.floor(ms / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${options.timeStyle ?? ''}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
}
