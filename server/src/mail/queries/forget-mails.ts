import type { AccountId } from '../../accounts/index.ts';
import { type Forgetting, type Forgot, forgetInOrder } from '../../archive/index.ts';
import type { Db } from '../../platform/index.ts';

/** Deletes old mails. In the order of their ids, which is that of time. */
export function forgetMails(db: Db, accountId: AccountId, chunk: Forgetting): Promise<Forgot> {
  return forgetInOrder(db, chunk, {
    next: (afterId, most) => db`
      select id, at from mails where account_id = ${accountId} and id > ${afterId} order by id limit ${most}`,
    remove: (ids) => db`
      delete from mails where account_id = ${accountId} and id = any(${ids as string[]}::bigint[])`,
  });
}
