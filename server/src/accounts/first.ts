import type { Sql } from '../platform/index.ts';
import type { AccountId } from './account.ts';
import { EVERY_SCOPE } from './scopes.ts';
import { configureToken, createToken } from './tokens.ts';

export interface FirstAccount {
  readonly id: AccountId;
  /** The bootstrap token, only when it has just been made by us: it is not kept. */
  readonly madeToken: string | undefined;
}

/**
 * The account that a new installation begins with, and a token to begin with. A configured token is (again) let in, in place of the one configured before;
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
      await configureToken(tx, id, configuredToken);
      return { id, madeToken: undefined };
    }
    const [any] = await tx`select 1 from access_tokens where account_id = ${id} limit 1`;
    return {
      id,
      madeToken: any
        ? undefined
        : (await createToken(tx, id, { name: 'first start', scopes: [EVERY_SCOPE] })).token,
    };
  }) as Promise<FirstAccount>;
}
