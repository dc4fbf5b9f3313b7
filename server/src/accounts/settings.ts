import { isDeepStrictEqual } from 'node:util';
import type { EpochMillis } from '@millrace/core/time';
import { noteAudit } from '../audit/index.ts';
import { type Author, authorOf, type Caller, type Db, type Sql, type Tx } from '../platform/index.ts';
import { type Account, type AccountId, readAccount } from './account.ts';
import type { AccountsService } from './accounts-service.ts';
import { type Company, type EmailSettings, readMailSettings, writeMailSettings } from './email-settings.ts';
import { holidayProblems, type NamedHoliday, readHolidays, writeHolidays } from './holidays.ts';
import type { LifecycleStage } from './lifecycle-stages.ts';
import { zoneAndCurrency } from './zone-and-currency.ts';

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
    const { timeZone, currency } = await zoneAndCurrency(
      tx,
      changes,
      holidayProblems(changes.holidays ?? []),
    );
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
