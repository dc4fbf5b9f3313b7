import type { EpochMillis } from '@millrace/core/time';
import type { Db } from '../../platform/index.ts';
import { type EffectStatus, statusSql } from './status.ts';
import { targetOf } from './target.ts';

/** An effect as the ledger lists it. */
export interface LedgerEffect {
  readonly id: string;
  readonly status: EffectStatus;
  readonly kind: string;
  /** Its target: a host, …; else its kind. */
  readonly target: string;
  /** Null without a passage. */
  readonly flowId: string | null;
  readonly enrollmentId: string | null;
  readonly actionId: string | null;
  readonly createdAt: EpochMillis;
  /** Null while it is paused. */
  readonly dueAt: EpochMillis | null;
  readonly attempts: number;
  readonly lastTriedAt: EpochMillis | null;
  readonly lastError: string | null;
  readonly inHand: boolean;
  /** The instant since which only its outcome is missing; null before. */
  readonly awaitingSince: EpochMillis | null;
  readonly finishedAt: EpochMillis | null;
  /** Why it has failed or was not to be done. */
  readonly reason: string | null;
}

export function ledgerColumns(db: Db) {
  return db`
    id, ${statusSql(db)} as status, kind, ${targetOf(db)} as target, flow_id as "flowId", enrollment_id as "enrollmentId",
    action_id as "actionId", created_at as "createdAt", case when due_at < 'infinity' then due_at end as "dueAt", attempts, last_tried_at as "lastTriedAt",
    case when finished_at is null then last_error else result ->> 'message' end as "lastError",
    leased_until is not null as "inHand", awaiting_since as "awaitingSince", finished_at as "finishedAt",
    result ->> 'reason' as reason`;
}
