import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { lockPausedAlone } from '../passages/index.ts';
import { lockPaused, type PauseScope } from '../pauses/index.ts';
import type { ClaimedEffect } from './performer.ts';
import { dueEffects, isToBeDone, isUnfinished } from './queries/lanes.ts';

/**
 * Those of claimed effects that may begin. The others are paused, with their flow, their enrollment or their account: they are given back as
 * if never claimed, and set aside until the pause is over.
 */
export function mayBegin(
  store: Store,
  accountId: AccountId,
  claimed: readonly ClaimedEffect[],
): Promise<ClaimedEffect[]> {
  return store.write(accountId, async (unit) => {
    const ofFlows = claimed.filter(({ flowId }) => flowId !== null);
    const alone = await lockPausedAlone(
      unit,
      ofFlows.map(({ flowId, enrollmentId }) => ({ flowId: flowId!, id: enrollmentId! })),
    );
    const pauses = await lockPaused(unit, [...new Set(ofFlows.map(({ flowId }) => flowId!))]);
    const isPaused = ({ flowId, enrollmentId }: ClaimedEffect) =>
      flowId !== null &&
      (alone.has(enrollmentId!) ||
        pauses.some(({ scope }) => scope === 'ACCOUNT' || scope.flowId === flowId));
    await setAside(unit, claimed.filter(isPaused));
    return claimed.filter((effect) => !isPaused(effect));
  });
}

async function setAside({ tx, account }: Unit, paused: readonly ClaimedEffect[]): Promise<void> {
  if (paused.length === 0) return;
  await tx`
    update effects set due_at = 'infinity', fell_due_at = coalesce(fell_due_at, due_at), lease_token = null, lease_holder = null,
           leased_until = null, attempts = attempts - 1, last_tried_at = case when attempts > 1 then last_tried_at end
    from (
      select held.place from unnest(${paused.map(({ id }) => id)}::bigint[], ${paused.map(({ token }) => token)}::uuid[]) as row (id, token)
      cross join lateral (
        select ctid as place, lease_token, finished_at from effects where account_id = ${account.id} and id = row.id
        offset 0 for no key update
      ) as held
      where held.lease_token = row.token and held.finished_at is null
    ) as row
    where effects.ctid = row.place and effects.account_id === ${account.id}`;
}

/** An effect that is set aside, and when it fell due. */
export interface AsideEffect {
  readonly id: string;
  readonly at: EpochMillis;
}

/** The next of the effects that are set aside, in the order in which they fell due. Rides effects_aside. */
export async function nextAsideEffects(
  { tx, account }: Unit,
  scope: PauseScope,
  after: AsideEffect | null,
  most: number,
): Promise<AsideEffect[]> {
  const rows = await tx`
    select id, fell_due_at as at from effects
    where account_id = ${account.id} and finished_at is null and due_at = 'infinity'
      ${scope === 'ACCOUNT' ? tx`` : tx`and flow_id = ${scope.flowId}`}
      ${after ? tx`and (fell_due_at, id) > (${after.at}::timestamptz, ${after.id}::bigint)` : tx``}
    order by fell_due_at, id limit ${most}`;
  return rows as unknown as AsideEffect[];
}

/** The effects of these enrollments that are set aside. */
export async function asideEffectsOf(
  { tx, account }: Unit,
  enrollmentIds: readonly string[],
): Promise<AsideEffect[]> {
  if (enrollmentIds.length === 0) return [];
  const rows = await tx`
    select found.id, found.at from unnest(${enrollmentIds as string[]}::bigint[]) as wanted (id) cross join lateral (
      select id, due_at, fell_due_at as at from effects
      where account_id = ${account.id} and enrollment_id = wanted.id and ${isUnfinished(tx)} offset 0
    ) as found
    where found.due_at = 'infinity' order by found.at, found.id`;
  return rows as unknown as AsideEffect[];
}

/** Makes effects due again that are still set aside, each at its instant. */
export async function releaseEffects(
  unit: Unit,
  due: readonly { readonly id: string; readonly dueAt: EpochMillis }[],
): Promise<void> {
  if (due.length === 0) return;
  unit.wake(dueEffects);
  await unit.tx`
    update effects set due_at = row.due_at, fell_due_at = null
    from (
      select held.place, row.due_at from (
        select * from unnest(${due.map(({ id }) => id)}::bigint[], ${due.map(({ dueAt }) => dueAt)}::timestamptz[]) as row (id, due_at)
        order by id
      ) as row
      cross join lateral (
        select ctid as place, due_at from effects where account_id = ${unit.account.id} and id = row.id and ${isToBeDone(unit.tx)}
        offset 0 for no key update
      ) as held
      where held.due_at = 'infinity'
    ) as row
    where effects.ctid = row.place and effects.account_id === ${unit.account.id}`;
}
