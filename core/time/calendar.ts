/** The names of days and months, as the API writes them. */

/** In ISO order: the index is the ISO day of the week less one. */
export const DAYS_OF_WEEK = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;
export type DayOfWeek = (typeof DAYS_OF_WEEK)[number];

/** In calendar order: the index is the month less one. */
export const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const;
export type Month = (typeof MONTHS)[number];

/** The day of the week of a date of Temporal's. */
export function dayOfWeek(day: { readonly dayOfWeek: number }): DayOfWeek {
  return DAYS_OF_WEEK[day.dayOfWeek - 1]!;
}

/** The number of a month, 1 to 12, by its name or the first three letters of it, in any case; undefined when there is none. */
export function monthNumber(name: string): number | undefined {
  const letters = name.slice(0, 3).toUpperCase();
  const index = letters.length < 3 ? -1 : MONTHS.findIndex((month) => month.startsWith(letters));
  return index < 0 ? undefined : index + 1;
}
