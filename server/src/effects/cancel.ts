import type { EffectResult } from '@millrace/core/flow';
import type { Unit } from '../history/index.ts';
import { isFree } from './queries.ts';
import type { Woken } from './stream.ts';

/** Effects that one transaction cancels at most. */
export const CANCELLED_AT_ONCE_MAX = 1_000;

/** What is to be cancelled. */
export type Cancellation =
  | { readonly ids: readonly string[] }
  | { readonly flowId: string }
  | { readonly enrollmentIds: readonly string[] };

/**
 * Cancels effects of enrollments that have ended, with as many statements as for one: what has begun cannot be called
 * back, what is waiting or is to be tried again is not done any more. Returns how many there were. Rides effects_waiting.
 */
export async function cancelEffectsOf(unit: Unit, enrollmentIds: readonly string[]): Promise<number> {
  if (enrollmentIds.length === 0) return 0;
  const cancelled = await cancelEffects(
    unit,
    { enrollmentIds },
    'The enrollment ended before this was done.',
    enrollmentIds.length,
  );
  return cancelled.length;
}

/** Cancels what a flow that is turned off has asked for and nobody has begun, and says whose it was: they skip the action. */
export function cancelEffectsOfFlow(unit: Unit, flowId: string): Promise<Woken[]> {
  const message = 'The flow was turned off before this was done.';
  return cancelEffects(unit, { flowId }, message, Number.MAX_SAFE_INTEGER, 'FLOW_TURNED_OFF');
}

/** Results that mean that something was not to be done, rather than that it could not. */
export const CANCELLATIONS: ReadonlySet<string> = new Set(['CANCELLED', 'FLOW_TURNED_OFF']);

/** Cancels effects that nobody has in hand, and says whose they were. */
export async function cancelEffects(
  unit: Unit,
  what: Cancellation,
  message: string,
  most: number,
  reason: 'CANCELLED' | 'FLOW_TURNED_OFF' = 'CANCELLED',
): Promise<Woken[]> {
  const { tx, account } = unit;
  const result: EffectResult = { kind: 'failed', reason, message };
  const chosen =
    'ids' in what
      ? tx`id = any(${what.ids as string[]}::bigint[])`
      : 'flowId' in what
        ? tx`flow_id = ${what.flowId}`
        : tx`enrollment_id = any(${what.enrollmentIds as string[]}::bigint[])`;
  const rows = await tx`
    with chosen as materialized (
      select id from effects where account_id = ${account.id} and finished_at is null and ${chosen} and ${isFree(tx)}
      order by id limit ${most} for update skip locked
    )
    update effects set finished_at = ${account.now}, result = ${JSON.stringify(result)}::text::jsonb,
           leased_until = null, lease_token = null
    from chosen where effects.account_id = ${account.id} and effects.id = chosen.id
    returning flow_id as "flowId", enrollment_id as "enrollmentId"`;
  return rows as unknown as Woken[];
}
