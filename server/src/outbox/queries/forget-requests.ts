import type { AccountId } from '../../accounts/index.ts';
import { type Forgetting, type Forgot, forgetInOrder } from '../../archive/index.ts';
import type { Db } from '../../platform/index.ts';

/** Deletes requests that were captured long ago. In the order of their ids, which is that of time. */
export function forgetRequests(db: Db, accountId: AccountId, chunk: Forgetting): Promise<Forgot> {
  return forgetInOrder(db, chunk, {
    next: (afterId, most) => db`
      select id, at from outbox where account_id = ${accountId} and id > ${afterId} order by id limit ${most}`,
    remove: (ids) => db`
      delete from outbox where account_id = ${accountId} and id = any(${ids as string[]}::bigint[])`,
  });
}
