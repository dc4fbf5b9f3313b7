import type { Db } from '../platform/index.ts';

/** Unfinished effects of one kind and target: due, under lease, to retry, or done but for their outcome. */
export interface WaitingEffects {
  readonly kind: string;
  readonly target: string;
  readonly state: 'due' | 'in_hand' | 'retrying' | 'awaiting';
  readonly count: number;
}

/** Unfinished effects over all accounts, counted up to a limit; the most first. */
export async function countWaiting(db: Db, most: number): Promise<WaitingEffects[]> {
  const rows = await db`
    select kind, coalesce(nullif(target, ''), kind) as target,
           case when awaiting_since is not null then 'awaiting' when leased_until is not null then 'in_hand'
                when attempts > 0 then 'retrying' else 'due' end as state,
           count(*)::int as count
    from (
      select kind, target, awaiting_since, leased_until, attempts from effects where finished_at is null limit ${most}
    ) as waiting
    group by 1, 2, 3 order by count desc`;
  return rows as unknown as WaitingEffects[];
}
