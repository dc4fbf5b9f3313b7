import type { Moments } from '../../../time/index.ts';
import type { TimeOfDay } from '../../definition/index.ts';

/** `3 days`, `1 business day`. */
export function amountText(delta: number, unit: string, kind = ''): string {
  const name = unit.toLowerCase().replaceAll('_', ' ');
  const one = Math.abs(delta) === 1 ? name.replace(/s$/, '') : name;
  return `${delta} ${kind}${one}`;
}

/** `Tuesday or Saturday at 09:00 (Europe/Berlin)`. */
export function momentsText({ daysOfWeek, timeOfDay, calendar }: Moments, timeZone: string): string {
  const days = daysOfWeek.map((day) => day[0] + day.slice(1).toLowerCase()).join(' or ');
  const day = days || (calendar ? 'a business day' : '');
  const parts = [day, timeOfDay ? `${day ? 'at ' : ''}${timeText(timeOfDay)}` : ''].filter(
    (part) => part !== '',
  );
  return `${parts.join(' ')} (${timeZone})`;
}

export function timeText({ hour, minute }: TimeOfDay): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
