import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import { isToBeDone } from './lanes.ts';

/** A target of a kind, as its rows name it: nothing where its kind says all. */
export interface TargetOfKind {
  readonly kind: string;
  readonly target: string;
}

/** The next targets of a kind with unfinished effects, in order, after one of them; null: from the first. */
export interface TargetsAfter {
  readonly kind: string;
  readonly after: string | null;
}

/**
 * The next so many targets of each kind. A skip scan of the index effects_by_target searches once for each: the backlog of a
 * target is never read.
 */
export async function nextTargets(
  db: Db,
  account: AccountId,
  wanted: readonly TargetsAfter[],
  mostOfKind: number,
): Promise<TargetOfKind[]> {
  const rows = await db`
    with recursive line as (
      select wanted.kind, first.target, 1 as number
      from unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ after }) => after)}::text[]) as wanted (kind, after)
      cross join lateral (
        select target from effects
        where account_id = ${account} and kind = wanted.kind and (wanted.after is null or target > wanted.after)
          and ${isToBeDone(db)}
        order by target limit 1
      ) as first
      union all
      select line.kind, next.target, line.number + 1 from line cross join lateral (
        select target from effects
        where account_id = ${account} and kind = line.kind and target > line.target and ${isToBeDone(db)}
        order by target limit 1
      ) as next
      where line.number < ${mostOfKind}::integer
    )
    select kind, target from line`;
  return rows as unknown as TargetOfKind[];
}
