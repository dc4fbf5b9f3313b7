import type { Unit } from '../../history/index.ts';
import type { Fragment } from '../../platform/index.ts';

/**
 * Erases the requests and results of enrollments' finished effects, and what their tries sent and received. Their rows, and how they
 * ended, stay.
 */
export async function forgetEffectsOf(unit: Unit, enrollmentIds: readonly string[]): Promise<void> {
  if (enrollmentIds.length === 0) return;
  const { tx, account } = unit;
  await forgetAttempts(
    unit,
    tx`
      update effects set request = '{}', result = result - '{detail,outputs,message}'::text[], last_error = null
      where account_id = ${account.id} and enrollment_id = any(${enrollmentIds as string[]}::bigint[]) and finished_at is not null
      returning id`,
  );
}

/** Erases what the tries of effects sent and received, of those whose ids a statement returns. */
export async function forgetAttempts({ tx, account }: Unit, effects: Fragment): Promise<void> {
  await tx`
    with forgotten as (${effects})
    update effect_attempts set error = null, request = null, response = null
    from forgotten where account_id = ${account.id} and effect_id = forgotten.id`;
}
