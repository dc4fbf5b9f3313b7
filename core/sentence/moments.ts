import { monthText } from './durations.ts';
import type { Names } from './names.ts';

/** The instant that a stored value names: epoch milliseconds, or ISO 8601. A year by itself is no instant. */
export function momentOf(value: string | number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const digits = String(value).trim();
  const at = /^-?\d{5,15}$/.test(digits)
    ? Number(digits)
    : /^\d{4}-\d{2}-\d{2}/.test(digits)
      ? Date.parse(digits)
      : Number.NaN;
  return Number.isNaN(new Date(at).getTime()) ? undefined : at;
}

/** `2 March 2026`: the day in UTC, as dates are stored. */
export function dateText(at: number): string {
  const day = new Date(at);
  return `${day.getUTCDate()} ${monthText(day.getUTCMonth() + 1)} ${day.getUTCFullYear()}`;
}

/** `2 March 2026, 09:00`, in the account's zone, where it is known; midnight in UTC is a day. */
export function instantText(at: number, { timeZone }: Names): string {
  if (at % 86_400_000 === 0) return dateText(at);
  if (timeZone === undefined) return `${dateText(at)}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('day')} ${of('month')} ${of('year')}, ${of('hour')}:${of('minute')}`;
}
