import { Temporal } from 'temporal-polyfill';
import { type EpochMillis, MINUTE, SECOND } from './instant.ts';

/** From its first millisecond to the first one behind it. */
export interface Span {
  readonly from: EpochMillis;
  readonly until: EpochMillis;
}

const WRITTEN = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * The time that is written, as exactly as it is: a day, a minute, a second or a millisecond, on the wall clock of the zone unless it has an offset.
 * Undefined for what is no such time.
 */
export function spanOf(text: string, timeZone: string): Span | undefined {
  const [, day, minute, second, millis, offset] = WRITTEN.exec(text) ?? [];
  if (day === undefined) return undefined;
  try {
    if (minute === undefined) {
      const date = Temporal.PlainDate.from(day, { overflow: 'reject' });
      const start = (at: Temporal.PlainDate) => at.toZonedDateTime(timeZone).epochMilliseconds;
      return { from: start(date), until: start(date.add({ days: 1 })) };
    }
    const time = `${day}T${minute}:${second ?? '00'}.${millis ?? '0'}`;
    const from =
      offset === undefined
        ? Temporal.PlainDateTime.from(time, { overflow: 'reject' }).toZonedDateTime(timeZone)
            .epochMilliseconds
        : Temporal.Instant.from(`${time}${offset}`).epochMilliseconds;
    return { from, until: from + (millis !== undefined ? 1 : second !== undefined ? SECOND : MINUTE) };
  } catch {
    return undefined;
  }
}
