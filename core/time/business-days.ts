import { dateOfDay, dayNumber, dayStart, wallDay } from './day-number.ts';
import { type EpochMillis, LATEST, MINUTE } from './instant.ts';
import { zoned } from './zone.ts';

/** A day on which nobody works: `date` is `YYYY-MM-DD`; of every year, its month and day count. */
export interface Holiday {
  readonly date: string;
  readonly everyYear: boolean;
}

const MINUTES_A_DAY = 1_440;

/** The days on which people work: Monday to Friday without the holidays. Days are counted from 1970-01-01. */
export class BusinessCalendar {
  readonly #dates = new Set<number>();
  readonly #everyYear = new Set<string>();

  constructor(holidays: readonly Holiday[] = []) {
    for (const { date, everyYear } of holidays) {
      if (everyYear) this.#everyYear.add(date.slice(5));
      else this.#dates.add(dayNumber(date));
    }
  }

  isBusinessDay(day: number): boolean {
    // Day 0 was a Thursday.
    const weekday = (((day + 3) % 7) + 7) % 7;
    return weekday < 5 && !this.isHoliday(day);
  }

  isHoliday(day: number): boolean {
    if (this.#dates.has(day)) return true;
    return this.#everyYear.size > 0 && this.#everyYear.has(dateOfDay(day).slice(5));
  }

  /** The first business day behind a day; null when none comes before the year 9999 is over. */
  next(day: number): number | null {
    for (let next = day + 1; next <= LATEST_DAY; next++) if (this.isBusinessDay(next)) return next;
    return null;
  }
}

const LATEST_DAY = dayNumber('9999-12-31');

/**
 * The end of a delay during which the time of weekends and holidays does not count. Whole days keep the time of day on the
 * wall clock of the zone, the rest passes as time does. What begins on such a day begins with the next business day, and
 * none ends on one. Whoever begins later never ends earlier.
 */
export function businessDelayed(
  at: EpochMillis,
  minutes: number,
  calendar: BusinessCalendar,
  timeZone: string,
): EpochMillis {
  const entered = wallDay(at, timeZone);
  let day = calendar.isBusinessDay(entered) ? entered : calendar.next(entered);
  if (day === null) return LATEST;
  const begin = day === entered ? at : dayStart(day, timeZone);
  const wholeDays = Math.floor(minutes / MINUTES_A_DAY);
  for (let counted = 0; counted < wholeDays; counted++) {
    day = calendar.next(day);
    if (day === null) return LATEST;
  }
  let end = wholeDays === 0 ? begin : sameTime(begin, day, timeZone);
  let left = Math.round((minutes - wholeDays * MINUTES_A_DAY) * MINUTE);
  while (end + left >= dayStart(day + 1, timeZone)) {
    left -= dayStart(day + 1, timeZone) - end;
    day = calendar.next(day);
    if (day === null) return LATEST;
    end = dayStart(day, timeZone);
  }
  return Math.min(LATEST, end + left);
}

/** When the wall clock shows on another day what it shows now. */
function sameTime(at: EpochMillis, day: number, timeZone: string): EpochMillis {
  const plainTime = zoned(at, timeZone).toPlainTime();
  return zoned(dayStart(day, timeZone), timeZone).toPlainDate().toZonedDateTime({ timeZone, plainTime })
    .epochMilliseconds;
}
