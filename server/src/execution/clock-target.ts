import { quote } from '@millrace/core/problem';
import { type EpochMillis, iso, zoned } from '@millrace/core/time';
import { Temporal } from 'temporal-polyfill';
import { type ApiError, INSTANT_LATEST, invalid } from '../platform/index.ts';

/** Where a clock is to be moved to: one of the two. */
export interface Asked {
  readonly by?: string | undefined;
  readonly to?: string | undefined;
}

/** The instant that is asked for, from where the clock stands by then. 400 for what is no time, lies before, or beyond the year 9998. */
export function targetOf({ by, to }: Asked, timeZone: string): (now: EpochMillis) => EpochMillis {
  if ((by === undefined) === (to === undefined)) {
    throw problem('', 'Give either "by", an ISO 8601 duration, or "to", an instant.');
  }
  const member = by === undefined ? 'to' : 'by';
  const find = by === undefined ? toInstant(to!) : byDuration(by, timeZone);
  return (now) => {
    const at = find(now);
    const given = `${member} ${quote(by ?? to)}`;
    if (at < now)
      throw problem(member, `The clock moves forward only: it is ${iso(now)}, and ${given} lies before.`);
    if (at > INSTANT_LATEST) throw problem(member, `${given} lies beyond the year 9998.`);
    return at;
  };
}

function byDuration(by: string, timeZone: string): (now: EpochMillis) => EpochMillis {
  try {
    const duration = Temporal.Duration.from(by);
    return (now) => {
      try {
        return zoned(now, timeZone).add(duration).epochMilliseconds;
      } catch {
        return Number.POSITIVE_INFINITY;
      }
    };
  } catch {
    throw problem('by', `by must be an ISO 8601 duration such as "P1D" or "PT90M", not ${quote(by)}.`);
  }
}

function toInstant(to: string): (now: EpochMillis) => EpochMillis {
  try {
    const { epochMilliseconds } = Temporal.Instant.from(to);
    return () => epochMilliseconds;
  } catch {
    throw problem('to', `to must be an instant such as "2027-01-31T09:00:00Z", not ${quote(to)}.`);
  }
}

function problem(path: string, message: string): ApiError {
  return invalid([{ path, code: 'INVALID_TIME', message }], message);
}
