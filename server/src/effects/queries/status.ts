import type { Db } from '../../platform/index.ts';

/** How an effect stands: it waits for its (next) try, is being done, waits for an outcome that is to follow, or has ended. */
export const EFFECT_STATUSES = ['PENDING', 'IN_HAND', 'AWAITED', 'DONE', 'FAILED', 'CANCELLED'] as const;
export type EffectStatus = (typeof EFFECT_STATUSES)[number];

export const UNFINISHED: readonly EffectStatus[] = ['PENDING', 'IN_HAND', 'AWAITED'];

/** The status by which the ledger's indexes are ordered; the unfinished ones share one. To the letter as in the migration. */
export function indexedStatus(db: Db) {
  return db`(
    case when finished_at is null then 'OPEN' when result ->> 'kind' is distinct from 'failed' then 'DONE'
         when result ->> 'reason' in ('CANCELLED', 'FLOW_TURNED_OFF') then 'CANCELLED' else 'FAILED' end)`;
}

export function statusSql(db: Db) {
  return db`
    case when finished_at is not null then ${indexedStatus(db)} when awaiting_since is not null then 'AWAITED'
         when leased_until is not null then 'IN_HAND' else 'PENDING' end`;
}

/** The indexed statuses among which these are. */
export function indexedStatuses(wanted: readonly EffectStatus[]): string[] {
  return [...new Set(wanted.map((status) => (UNFINISHED.includes(status) ? 'OPEN' : status)))];
}
