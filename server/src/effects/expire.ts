import { type EffectResult, OUTCOME_EXPIRED } from '@millrace/core/flow';
import type { AccountId } from '../accounts/index.ts';
import type { Store } from '../history/index.ts';
import { finishEffects } from './queries/finish.ts';
import { lockEffects } from './queries/held.ts';
import { isAwaited } from './queries/lanes.ts';
import { type AskedBy, type WakeEnrollments, wokenBy } from './woken.ts';

/** Effects without an outcome in time, ended in one transaction. */
const EXPIRED_AT_ONCE_MAX = 1_000;

const EXPIRED: EffectResult = {
  kind: 'failed',
  reason: OUTCOME_EXPIRED,
  message: 'It was taken, and what came of it was to be told later; that was not told in time.',
};

/** Ends effects whose outcome did not follow in time, without another try. Returns their number. Rides effects_awaited_in_order. */
export function expireEffects(
  store: Store,
  accountId: AccountId,
  wakeEnrollments: WakeEnrollments,
): Promise<number> {
  return store.write(accountId, async (unit) => {
    const { tx, account } = unit;
    const expired = (await tx`
      select id, flow_id as "flowId", enrollment_id as "enrollmentId" from effects
      where account_id = ${account.id} and ${isAwaited(tx)} and due_at <= ${account.now} and due_at > '-infinity'
      order by due_at limit ${EXPIRED_AT_ONCE_MAX}`) as unknown as (AskedBy & { readonly id: string })[];
    // Due rows before effects, as where results of tries are stored.
    await wakeEnrollments(unit, wokenBy(expired));
    const ids = expired.map(({ id }) => id);
    await lockEffects(unit, ids);
    const finished = await finishEffects(
      unit,
      ids.map((id) => ({ id, token: null, result: EXPIRED })),
    );
    return finished.length;
  });
}
