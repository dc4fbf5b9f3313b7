import { type Problem, quote } from '@millrace/core/problem';
import { isTimeZone } from '@millrace/core/time';
import { type Db, invalid } from '../platform/index.ts';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

interface ZoneAndCurrency {
  /** An IANA name; days, weeks and times of day are meant in it. */
  readonly timeZone?: string | undefined;
  /** An ISO 4217 code. */
  readonly currency?: string | undefined;
}

/** Both as they are written properly. 400 for those that there are not, and for `others`, which are told along with them. */
export async function zoneAndCurrency(
  db: Db,
  given: ZoneAndCurrency,
  others: readonly Problem[] = [],
): Promise<ZoneAndCurrency> {
  const timeZone = given.timeZone === undefined ? undefined : await knownZone(db, given.timeZone);
  const currency = given.currency?.toUpperCase();
  const problems = [...others];
  if (timeZone === null) problems.push(unknownZone(given.timeZone));
  if (currency !== undefined && !CURRENCIES.has(currency)) problems.push(unknownCurrency(given.currency));
  if (problems.length > 0) throw invalid(problems);
  return { timeZone: timeZone ?? undefined, currency };
}

/** The zone as the database spells it, which it must know as well: it counts days, too. */
async function knownZone(db: Db, name: string): Promise<string | null> {
  // A bare offset is understood by both, but with opposite signs.
  if (!/^[a-z]/i.test(name) || !isTimeZone(name)) return null;
  const [row] = await db`select name from pg_timezone_names where lower(name) = lower(${name}) limit 1`;
  return (row?.['name'] as string | undefined) ?? null;
}

function unknownZone(given: unknown): Problem {
  const message = `timeZone ${quote(given)} is not the IANA name of a time zone; names are like "Europe/Berlin".`;
  return { path: 'timeZone', code: 'UNKNOWN_TIME_ZONE', message };
}

function unknownCurrency(given: unknown): Problem {
  const message = `currency ${quote(given)} is not the ISO 4217 code of a currency; codes are like "EUR".`;
  return { path: 'currency', code: 'UNKNOWN_CURRENCY', message };
}
