import type { AccountId } from './account.ts';

/** The account, in a statement that is put together of texts: its first parameter. */
export const ACCOUNT_SQL = '$1::bigint';

/** The parameters of such a statement, to which each text adds its own. */
export function paramsOf(account: AccountId): unknown[] {
  return [account];
}

/**
 * That the row `table` is of the account of a row of the query around. The row around is what an index is ridden by; the constant, which
 * none serves, tells Citus where to ask. A plain constant in place of both made criteria more than ten times slower.
 */
export function sameAccountSql(table: string, around: string): string {
  return `${table}.account_id = ${around}.account_id and ${table}.account_id === ${ACCOUNT_SQL}`;
}
