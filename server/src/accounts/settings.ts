import { isDeepStrictEqual } from 'node:util';
import { type Problem, quote } from '@millrace/core/problem';
import { type EpochMillis, isTimeZone } from '@millrace/core/time';
import { noteAudit } from '../audit/index.ts';
import {
  type Author,
  authorOf,
  type Caller,
  type Db,
  invalid,
  type Sql,
  type Tx,
} from '../platform/index.ts';
import { type Account, type AccountId, readAccount } from './account.ts';
import type { AccountsService } from './accounts-service.ts';
import { type Company, type EmailSettings, readMailSettings, writeMailSettings } from './email-settings.ts';
import { holidayProblems, type NamedHoliday, readHolidays, writeHolidays } from './holidays.ts';
import type { LifecycleStage } from './lifecycle-stages.ts';

/** The settings of an account. */
export interface Settings {
  readonly name: string;
  /** An IANA name; days, weeks and times of day are meant in it. */
  readonly timeZone: string;
  /** An ISO 4217 code. */
  readonly currency: string;
  /** The stage that new contacts and companies begin with; null for none. */
  readonly defaultLifecycleStage: LifecycleStage | null;
}

/** What a caller changes; of the members of `email`, those that are given. */
export interface SettingsChange extends Partial<Settings> {
  readonly email?: Partial<EmailSettings>;
  readonly company?: Company | null;
  readonly holidays?: readonly NamedHoliday[];
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/**
 * Changes what is given. Every transaction reads its account anew, so the engine goes by it at once; with the zone or the holidays moves
 * what follows the wall clock. 400 for a zone or currency that there is not, and for a holiday that is there twice.
 */
export function changeSettings(
  { sql, changeWallClock }: Pick<AccountsService, 'sql' | 'changeWallClock'>,
  caller: Caller,
  changes: SettingsChange,
): Promise<Account> {
  const id = caller.accountId;
  const change = async (tx: Tx) => {
    await tx`select from accounts where id = ${id} for no key update`;
    const before = await settingsOf(tx, id);
    const timeZone = changes.timeZone === undefined ? undefined : await knownZone(tx, changes.timeZone);
    const currency = changes.currency?.toUpperCase();
    const problems: Problem[] = holidayProblems(changes.holidays ?? []);
    if (timeZone === null) problems.push(unknownZone(changes.timeZone));
    if (currency !== undefined && !CURRENCIES.has(currency)) problems.push(unknownCurrency(changes.currency));
    if (problems.length > 0) throw invalid(problems);
    await tx`
      update accounts set name = coalesce(${changes.name ?? null}, name),
             time_zone = coalesce(${timeZone ?? null}, time_zone), currency = coalesce(${currency ?? null}, currency),
             settings_saved_at = now(), settings_saved_by = ${JSON.stringify(authorOf(caller))}::text::jsonb
      where id = ${id}`;
    if (changes.defaultLifecycleStage !== undefined)
      await setLifecycleStage(tx, id, changes.defaultLifecycleStage);
    if (changes.holidays !== undefined) await writeHolidays(tx, id, changes.holidays);
    await writeMailSettings(tx, id, changes);
    const account = await readAccount(tx, id);
    const detail = changesBetween(before, await settingsOf(tx, id));
    const names = Object.keys(detail);
    if (names.length > 0) {
      const summary = `Changed the settings of the account: ${names.join(', ')}.`;
      await noteAudit({ tx, account }, caller, { kind: 'SETTINGS_CHANGED', id: null, summary, detail });
    }
    return account;
  };
  const isOfWallClock = changes.timeZone !== undefined || changes.holidays !== undefined;
  return isOfWallClock ? changeWallClock(id, change) : inTransaction(sql, change);
}

function inTransaction<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  return sql.begin(work) as Promise<T>;
}

/** The settings as they stand, by the names that callers know them by. */
async function settingsOf(tx: Db, id: AccountId): Promise<Readonly<Record<string, unknown>>> {
  const { name, timeZone, currency, defaultLifecycleStage } = await readAccount(tx, id);
  const { email, company } = await readMailSettings(tx, id);
  const holidays = await readHolidays(tx, id);
  const emails = Object.entries(email).map(([member, value]) => [`email.${member}`, value]);
  return {
    name,
    timeZone,
    currency,
    defaultLifecycleStage,
    company,
    holidays,
    ...Object.fromEntries(emails),
  };
}

function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, { readonly before: unknown; readonly after: unknown }> {
  const changed = Object.keys(after).filter((name) => !isDeepStrictEqual(before[name], after[name]));
  return Object.fromEntries(changed.map((name) => [name, { before: before[name], after: after[name] }]));
}

/** When settings were changed last, and by whom; nothing of what was changed before this was kept. */
export interface LastChange {
  readonly updatedAt: EpochMillis | null;
  readonly savedBy: Author | null;
}

export async function lastChange(db: Db, id: AccountId): Promise<LastChange> {
  const [row] = await db`
    select settings_saved_at as "updatedAt", settings_saved_by as "savedBy" from accounts where id = ${id}`;
  return row as unknown as LastChange;
}

/** New records have it from the schema, of which every process sees by the version that it has changed. */
async function setLifecycleStage(tx: Db, id: AccountId, stage: LifecycleStage | null): Promise<void> {
  await tx`
    update accounts set default_lifecycle_stage = ${stage}, schema_version = schema_version + 1
    where id = ${id} and default_lifecycle_stage is distinct from ${stage}`;
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
