import type { Db, Tx } from '../platform/index.ts';
import type { AccountId } from './account.ts';

/** All accounts, the oldest first. */
export async function namedAccounts(db: Db): Promise<{ readonly id: AccountId; readonly name: string }[]> {
  return (await db`select id, name from accounts order by id`) as unknown as {
    id: AccountId;
    name: string;
  }[];
}

/**
 * The id under which an account from elsewhere comes in: its own, unless one here has it, or it would come before the first one here, whose tokens
 * run the installation. No other account is made until this transaction ends.
 */
export async function claimAccountId(tx: Tx, own: AccountId): Promise<AccountId> {
  await tx`lock table accounts in share row exclusive mode`;
  const [row] = await tx`
    select case when exists (select 1 from accounts where id = ${own}) or (select min(id) from accounts) > ${own}
                then nextval(pg_get_serial_sequence('accounts', 'id')) else ${own}::bigint end as id`;
  return row!['id'] as AccountId;
}

/** That no account is there, so that all of another installation may come in; none is made until this transaction ends. */
export async function isWithoutAccounts(tx: Tx): Promise<boolean> {
  await tx`lock table accounts in share row exclusive mode`;
  const [row] = await tx`select not exists (select 1 from accounts) as empty`;
  return row!['empty'] as boolean;
}
