import type { Sql } from '../platform/index.ts';
import type { AccountId } from './account.ts';
import { ALL_SCOPES } from './scopes.ts';
import { createToken } from './tokens.ts';

export interface FirstAccount {
  readonly id: AccountId;
  /** The bootstrap token, only when it has just been made by us: it is not kept. */
  readonly madeToken: string | undefined;
}

/**
 * The account that a new installation begins with, and a token to begin with. A configured token is (again) let in;
 * without one, a token is made at first start.
 */
export function ensureFirstAccount(sql: Sql, configuredToken: string | undefined): Promise<FirstAccount> {
  return sql.begin(async (tx) => {
    await tx`lock table accounts in share row exclusive mode`;
    const [found] = await tx`select id from accounts order by id limit 1`;
    const [account] = found
      ? [found]
      : await tx`insert into accounts (name) values ('Millrace') returning id`;
    const id = account!['id'] as string;
    if (configuredToken !== undefined) {
      await createToken(tx, id, 'configured', ALL_SCOPES, configuredToken);
      return { id, madeToken: undefined };
    }
    const [any] = await tx`select 1 from access_tokens where account_id = ${id} limit 1`;
    return { id, madeToken: any ? undefined : (await createToken(tx, id, 'first start', ALL_SCOPES)).token };
  }) as Promise<FirstAccount>;
}
