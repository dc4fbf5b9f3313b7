import type { Db } from '../platform/index.ts';

/** Effects of one kind and target that are not done, by how far they are. */
export interface EffectsWaiting {
  readonly kind: string;
  readonly target: string;
  readonly state: 'awaiting' | 'in_hand' | 'retrying' | 'due';
  readonly count: number;
}

/** Counts the effects of all accounts that are not done, no further than `most`. */
export async function countEffects(db: Db, most: number): Promise<EffectsWaiting[]> {
  const rows = await db`
    select kind, coalesce(nullif(target, ''), kind) as target,
           case when awaiting_since is not null then 'awaiting' when leased_until is not null then 'in_hand'
                when attempts > 0 then 'retrying' else 'due' end as state,
           count(*)::int as count
    from (
      select kind, target, awaiting_since, leased_until, attempts from effects where finished_at is null limit ${most}
    ) as waiting
    group by 1, 2, 3 order by count desc`;
  return rows as unknown as EffectsWaiting[];
}
