import type { Db } from '../../platform/index.ts';
import { targetOf } from './target.ts';

/** Unfinished effects of one kind and target. */
export interface EffectsWaiting {
  readonly kind: string;
  readonly target: string;
  readonly state: 'due' | 'in_hand' | 'retrying' | 'awaiting';
  readonly count: number;
}

/** Unfinished effects over all accounts, counted up to a limit; the most first. */
export async function countEffects(db: Db, most: number): Promise<EffectsWaiting[]> {
  const rows = await db`
    select kind, target,
           case when awaiting_since is not null then 'awaiting' when leased_until is not null then 'in_hand'
                when attempts > 0 then 'retrying' else 'due' end as state,
           count(*)::int as count
    from (
      select kind, ${targetOf(db)} as target, awaiting_since, leased_until, attempts from effects
      where finished_at is null limit ${most}
    ) as waiting
    group by 1, 2, 3 order by count desc`;
  return rows as unknown as EffectsWaiting[];
}
