import { type EpochMillis, iso } from '@millrace/core/time';
import { noteAudit } from '../audit/index.ts';
import { ApiError, type Caller, type Db, type Mode, type Sql } from '../platform/index.ts';
import { type AccountId, readAccount } from './account.ts';
import { EVERY_SCOPE } from './scopes.ts';
import { createToken } from './tokens.ts';
import { zoneAndCurrency } from './zone-and-currency.ts';

export interface AccountSummary {
  readonly id: AccountId;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly createdAt: EpochMillis;
  /** What its clock says. */
  readonly now: EpochMillis;
}

export interface WantedAccount {
  readonly name: string;
  readonly timeZone?: string | undefined;
  readonly currency?: string | undefined;
  /** Where its clock begins; in development mode only. */
  readonly now?: EpochMillis | undefined;
}

/** The token itself is shown when it is made, once. */
export interface NewAccount extends AccountSummary {
  readonly token: string;
}

/**
 * Makes an account that has nothing yet, and a token that may do everything in it. 403 for whoever is not of the first account; 400 for a zone or
 * currency that there is not.
 */
export function makeAccount(
  sql: Sql,
  caller: Caller,
  { name, now, ...wanted }: WantedAccount,
): Promise<NewAccount> {
  return sql.begin(async (tx) => {
    await requireOperator(tx, caller);
    const { timeZone, currency } = await zoneAndCurrency(tx, wanted);
    const [row] = await tx`
      insert into accounts (name, time_zone, currency, clock_offset)
      values (${name}, coalesce(${timeZone ?? null}, 'America/New_York'), coalesce(${currency ?? null}, 'USD'),
              coalesce(${now ?? null}::timestamptz - clock_timestamp(), '0'))
      returning id`;
    const id = row!['id'] as AccountId;
    const { token } = await createToken(tx, id, { name: 'first', scopes: [EVERY_SCOPE] });
    const account = await readAccount(tx, caller.accountId);
    await noteAudit({ tx, account }, caller, {
      kind: 'ACCOUNT_CREATED',
      id,
      name,
      summary: `Made the account ${id} "${name}".`,
      detail: now === undefined ? {} : { now: iso(now) },
    });
    const [made] = await accounts(tx, id);
    return { ...made!, token };
  }) as Promise<NewAccount>;
}

/** All accounts, the oldest first. 403 for whoever is not of the first account. */
export async function listAccounts(sql: Sql, caller: Caller): Promise<readonly AccountSummary[]> {
  await requireOperator(sql, caller);
  return accounts(sql);
}

/** Whoever runs the installation holds the tokens of its first account. */
async function requireOperator(db: Db, { accountId }: Caller): Promise<void> {
  const [row] = await db`select min(id) = ${accountId} as "isFirst" from accounts`;
  if (row!['isFirst']) return;
  throw new ApiError({
    status: 403,
    category: 'FORBIDDEN',
    message: `Accounts are made and listed with a token of the first account; this one is of account ${accountId}.`,
  });
}

/** The clock of an account begins now, unless it can be moved anyway. */
export function requireMovableClock(mode: Mode): void {
  if (mode === 'development') return;
  throw new ApiError({
    status: 403,
    category: 'FORBIDDEN',
    message:
      'now: a clock begins elsewhere in development mode only: start the server with MILLRACE_MODE=development.',
  });
}

async function accounts(db: Db, id?: AccountId): Promise<AccountSummary[]> {
  const rows = await db`
    select id, name, time_zone as "timeZone", currency, created_at as "createdAt", account_now(clock_held_at, clock_offset) as now
    from accounts ${id === undefined ? db`` : db`where id = ${id}`} order by id`;
  return rows as unknown as AccountSummary[];
}
