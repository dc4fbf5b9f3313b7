import type { Unit } from '../../history/index.ts';

/** Erases the requests and results of enrollments' finished effects. Their rows stay. */
export async function forgetEffectsOf(
  { tx, account }: Unit,
  enrollmentIds: readonly string[],
): Promise<void> {
  if (enrollmentIds.length === 0) return;
  await tx`
    update effects set request = '{}', result = null
    where account_id = ${account.id} and enrollment_id = any(${enrollmentIds as string[]}::bigint[]) and finished_at is not null`;
}
