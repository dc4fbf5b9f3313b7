import { quote } from '../../../problem/index.ts';
import { instantOf } from '../../../property/index.ts';
import {
  dateInZone,
  dayPlus,
  delayed,
  type EpochMillis,
  firstAt,
  instantOn,
  type Moments,
  recurringDay,
  startOfDate,
  zoned,
} from '../../../time/index.ts';
import type { EventAnchor } from '../../definition/index.ts';
import type { RunContext } from '../../engine/index.ts';
import type { Reason } from '../../reasons/index.ts';

/** The instant of an anchor, or why a record has none. */
export type AnchorInstant =
  | { readonly kind: 'at'; readonly at: EpochMillis }
  | { readonly kind: 'missing'; readonly reason: Reason; readonly message: string };

const MIDNIGHT = { hour: 0, minute: 0 };

/**
 * A date begins in the account's zone; a date and time is meant to the millisecond. A date without a year is the first such one from the day on
 * which the record was enrolled: all delays of a passage count from the same.
 */
export function anchorInstant(
  anchor: EventAnchor,
  { record, enrollment }: RunContext,
  timeZone: string,
): AnchorInstant {
  if (anchor.type === 'CONTACT_PROPERTY_ANCHOR')
    return ofProperty(anchor.contactProperty, record.properties, timeZone);
  const enrolledOn = dateInZone(enrollment.enrolledAt, timeZone);
  const { year, ...date } = anchor;
  const day =
    year === undefined
      ? recurringDay({ ...date, type: 'YEARLY' }, dayPlus(enrolledOn, -1))
      : recurringDay({ ...date, type: 'ONCE', year }, '0001-01-01');
  return { kind: 'at', at: instantOn(day ?? '9999-12-31', MIDNIGHT, timeZone) };
}

function ofProperty(
  name: string,
  properties: Readonly<Record<string, string>>,
  timeZone: string,
): AnchorInstant {
  const value = properties[name];
  const missing = (reason: Reason, says: string): AnchorInstant => ({
    kind: 'missing',
    reason,
    message: `The property "${name}" of this record ${says}: there is no date to count from. It goes on when there is one.`,
  });
  if (value === undefined || value === '') return missing('NO_DATE', 'has no value');
  const at = instantOf(value);
  if (at === null) return missing('INVALID_DATE', `is ${quote(value)}, which is no date`);
  return { kind: 'at', at: /^\d{4}-\d{2}-\d{2}$/.test(value) ? startOfDate(at, timeZone) : at };
}

const MINUTES_A_DAY = 1_440;

/**
 * So long after an anchor, or, negative, before it: whole days are days of the calendar, all else passes as time does. Then on to the first moment of the
 * wanted days and time of day, from the start of the day that it leads to.
 */
export function fromAnchor(
  at: EpochMillis,
  minutes: number,
  moments: Moments,
  timeZone: string,
): EpochMillis {
  const days = minutes / MINUTES_A_DAY;
  const spec = Number.isInteger(days)
    ? { delta: days, timeUnit: 'DAYS', daysOfWeek: [] }
    : { delta: minutes * 60, timeUnit: 'SECONDS', daysOfWeek: [] };
  const end = delayed(at, spec, timeZone);
  return firstAt(
    moments.timeOfDay ? zoned(end, timeZone).startOfDay().epochMilliseconds : end,
    moments,
    timeZone,
  );
}
