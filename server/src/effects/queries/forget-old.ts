import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import { type Forgetting, type Forgot, takeOut } from '../../archive/index.ts';
import { activeAmong } from '../../passages/index.ts';
import type { Db } from '../../platform/index.ts';

/** Deletes effects that ended long ago, in the order of their ids; not those of a passage that is under way, which may not have read them. */
export async function forgetOldEffects(
  db: Db,
  accountId: AccountId,
  { before, place, most, archive }: Forgetting,
): Promise<Forgot> {
  const rows = (await db`
    select id, flow_id as "flowId", enrollment_id as "enrollmentId", finished_at as "finishedAt", created_at as "createdAt" from effects
    where account_id = ${accountId} and id > ${place ?? '0'} order by id limit ${most}`) as unknown as Old[];
  const old = rows.filter(({ finishedAt }) => finishedAt !== null && finishedAt < before);
  const active = await activeAmong(
    db,
    accountId,
    old.flatMap(({ flowId, enrollmentId }) =>
      flowId !== null && enrollmentId !== null ? [{ flowId, id: enrollmentId }] : [],
    ),
  );
  const gone = old.filter(({ enrollmentId }) => enrollmentId === null || !active.has(enrollmentId));
  const ids = gone.map(({ id }) => id);
  const instants = gone.map(({ createdAt }) => createdAt);
  if (ids.length > 0)
    await takeOut(
      db,
      archive,
      instants,
      db`
        delete from effects where account_id = ${accountId} and id = any(${ids}::bigint[]) and finished_at < ${before}::timestamptz`,
    );
  const last = rows.at(-1);
  const isOver = rows.length < most || last === undefined || last.createdAt >= before;
  return { deleted: ids.length, place: isOver ? null : last.id };
}

interface Old {
  readonly id: string;
  readonly flowId: string | null;
  readonly enrollmentId: string | null;
  readonly finishedAt: EpochMillis | null;
  readonly createdAt: EpochMillis;
}
