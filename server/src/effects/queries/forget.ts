import type { EffectResult } from '@millrace/core/flow';
import { noteErased } from '../../archive/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Fragment } from '../../platform/index.ts';
import { lockEffects } from './held.ts';

/** What becomes of effects that are not done when their record is erased; a try that is under way counts no more. */
const ERASED: EffectResult = {
  kind: 'failed',
  reason: 'RECORD_DELETED',
  message: 'The record has been erased.',
};

/** Forgets the effects of enrollments whose record is erased; these are locked, so that none is added. */
export async function forgetEffectsOf(unit: Unit, enrollmentIds: readonly string[]): Promise<void> {
  if (enrollmentIds.length === 0) return;
  const { tx, account } = unit;
  const ids = enrollmentIds as string[];
  await forget(
    unit,
    tx`
      select id from effects
      where account_id = ${account.id} and enrollment_id = any(${ids}::bigint[]) and finished_at is not null
      union all
      select id from effects
      where account_id = ${account.id} and enrollment_id = any(${ids}::bigint[]) and finished_at is null`,
  );
}

/** Forgets the effects of a kind that a caller has asked for, about a record that is erased. Rides single_sends. */
export async function forgetSendsTo(unit: Unit, kind: string, recordId: string): Promise<void> {
  const { tx, account } = unit;
  await forget(
    unit,
    tx`select id from effects where account_id = ${account.id} and kind = ${kind} and request->>'recordId' = ${recordId}`,
  );
}

/** Erases the requests and results of effects, and what their tries sent and received; ends those that are open. Their rows stay. */
async function forget(unit: Unit, effects: Fragment): Promise<void> {
  const { tx, account } = unit;
  const ids = (await effects).map((row) => row['id'] as string);
  if (ids.length === 0) return;
  await lockEffects(unit, ids);
  await tx`
    update effects set request = '{}', last_error = null, leased_until = null,
           result = case when result is null then ${JSON.stringify(ERASED)}::text::jsonb
                    else result - '{detail,outputs,message}'::text[] end,
           finished_at = coalesce(finished_at, ${account.now}::timestamptz)
    where account_id = ${account.id} and id = any(${ids}::bigint[])`;
  await tx`
    update effect_attempts set error = null, request = null, response = null
    where account_id = ${account.id} and effect_id = any(${ids}::bigint[])`;
  await noteErased(tx, account.id, 'EFFECT', ids);
}
