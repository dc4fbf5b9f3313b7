import type { EpochMillis } from '@millrace/core/time';
import type { Db, Forgetting, Forgot } from '../platform/index.ts';

/** Deletes old entries. In the order of their ids, which is that of time. */
export async function forgetEntries(
  db: Db,
  accountId: string,
  { before, place, most }: Forgetting,
): Promise<Forgot> {
  const rows = (await db`
    select id, at from audit_entries where account_id = ${accountId} and id > ${place ?? '0'} order by id limit ${most}`) as unknown as {
    readonly id: string;
    readonly at: EpochMillis;
  }[];
  const ids = rows.filter(({ at }) => at < before).map(({ id }) => id);
  if (ids.length > 0)
    await db`delete from audit_entries where account_id = ${accountId} and id = any(${ids}::bigint[])`;
  const last = rows.at(-1);
  const isOver = rows.length < most || last === undefined || last.at >= before;
  return { deleted: ids.length, place: isOver ? null : last.id };
}
