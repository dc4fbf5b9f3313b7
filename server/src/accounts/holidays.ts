import type { Problem } from '@millrace/core/problem';
import { quote } from '@millrace/core/problem';
import type { Holiday } from '@millrace/core/time';
import type { Db, Tx } from '../platform/index.ts';
import type { AccountId } from './account.ts';

/** Days on which nobody works, in one account. Of the days of every year enough are left for there to be business days. */
export const HOLIDAYS_MAX = 300;

/** A holiday as the account keeps it. */
export interface NamedHoliday extends Holiday {
  readonly name: string;
}

export async function readHolidays(db: Db, id: AccountId): Promise<readonly NamedHoliday[]> {
  const [row] = await db`select holidays from accounts where id = ${id}`;
  return (row?.['holidays'] ?? []) as NamedHoliday[];
}

/** Programs are compiled with the holidays: every process sees by the version of the schema that it has to make them again. */
export async function writeHolidays(tx: Tx, id: AccountId, holidays: readonly NamedHoliday[]): Promise<void> {
  await tx`
    update accounts set holidays = ${JSON.stringify(holidays)}::text::jsonb, schema_version = schema_version + 1
    where id = ${id}`;
}

/** A day that stands there twice is a mistake: one of the two names would be lost. */
export function holidayProblems(holidays: readonly NamedHoliday[]): Problem[] {
  const seen = new Map<string, number>();
  return holidays.flatMap(({ date, everyYear }, index) => {
    const day = everyYear ? date.slice(5) : date;
    const first = seen.get(day);
    if (first === undefined) {
      seen.set(day, index);
      return [];
    }
    const path = `holidays[${index}].date`;
    const message = `${path} ${quote(date)} is there already: it is holidays[${first}].`;
    return [{ path, code: 'DUPLICATE_HOLIDAY', message }];
  });
}
