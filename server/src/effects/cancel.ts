import type { EffectResult } from '@millrace/core/flow';
import type { Unit } from '../history/index.ts';
import type { Tx } from '../platform/index.ts';
import { isOpen, type OpenEffects } from './open-effects.ts';
import { isFree, isToBeDone, isUnfinished } from './queries/lanes.ts';
import { type AskedBy, type Woken, wokenBy } from './woken.ts';

/** Effects cancelled in one transaction. */
export const CANCELLED_AT_ONCE_MAX = 1_000;

/** The effects to cancel. */
export type Cancellation =
  | { readonly ids: readonly string[]; readonly of: OpenEffects }
  /** All of a flow, or only those without an outcome to follow from their receivers. */
  | { readonly flowId: string; readonly only?: 'not taken' }
  | { readonly passages: readonly EndedPassage[] };

/** An enrollment that has ended, and its record. */
export interface EndedPassage {
  readonly id: string;
  readonly recordId: string;
}

/**
 * Cancels effects of ended enrollments, in a constant number of statements: running tries cannot be called back, waiting
 * effects and retries are dropped. Returns their number. Rides effects_waiting.
 */
export async function cancelEffectsOf(unit: Unit, passages: readonly EndedPassage[]): Promise<number> {
  if (passages.length === 0) return 0;
  const cancelled = await cancelEffects(
    unit,
    { passages },
    'The enrollment ended before this was done.',
    passages.length,
  );
  return cancelled.length;
}

/** Cancels effects of a disabled flow that no process has begun and no receiver has taken; returns their enrollments, which skip the action. */
export async function cancelEffectsOfFlow(unit: Unit, flowId: string): Promise<Woken[]> {
  const message = 'The flow was turned off before this was done.';
  return wokenBy(
    await cancelEffects(
      unit,
      { flowId, only: 'not taken' },
      message,
      Number.MAX_SAFE_INTEGER,
      'FLOW_TURNED_OFF',
    ),
  );
}

/** Cancels effects that no process holds; returns their enrollments. */
export async function cancelEffects(
  unit: Unit,
  what: Cancellation,
  message: string,
  most: number,
  reason: 'CANCELLED' | 'FLOW_TURNED_OFF' = 'CANCELLED',
): Promise<AskedBy[]> {
  const { tx, account } = unit;
  const result: EffectResult = { kind: 'failed', reason, message };
  const free = tx`account_id = ${account.id} and ${isFree(tx)}`;
  const found =
    'flowId' in what
      ? tx`
          select id from effects where flow_id = ${what.flowId} and finished_at is null and ${free}
          ${what.only === undefined ? tx`` : tx`and ${isToBeDone(tx)}`}
          for update skip locked`
      : 'ids' in what
        ? lockEach(tx, tx`unnest(${what.ids as string[]}::bigint[])`, tx`${free} and ${isOpen(tx, what.of)}`)
        : lockEach(tx, tx`(${openOf(unit, what.passages)})`, free);
  const chosen = await tx`
    with found as materialized (${found}) select id from found order by id limit ${most}`;
  return chosen.length === 0
    ? []
    : finishCancelled(
        unit,
        what,
        chosen.map(({ id }) => id as string),
        result,
      );
}

/**
 * Ends effects whose rows are locked: a statement of its own, which sees what others had written before the lock was had. By one index search each:
 * before PostgreSQL 17 a search of the key for many ids reads the effects of the account, where it was planned while the table was empty.
 */
async function finishCancelled(
  unit: Unit,
  what: Cancellation,
  ids: readonly string[],
  result: EffectResult,
): Promise<AskedBy[]> {
  const { tx, account } = unit;
  const rows = await tx`
    update effects set finished_at = ${'passages' in what ? timeOf(unit, what.passages) : tx`${account.now}::timestamptz`}, result = ${JSON.stringify(result)}::text::jsonb,
           leased_until = null, lease_token = null
    from (
      select place from unnest(${ids as string[]}::bigint[]) as wanted (id) cross join lateral (
        select ctid as place from effects where account_id = ${account.id} and id = wanted.id offset 0
      ) as held
    ) as chosen
    where effects.ctid = chosen.place and effects.account_id === ${account.id}
    returning flow_id as "flowId", enrollment_id as "enrollmentId"`;
  return rows as unknown as AskedBy[];
}

/** The time of the passage of an effect. Where all have the same, nothing is looked up. */
function timeOf({ tx, account, times }: Unit, passages: readonly EndedPassage[]): Fragment {
  const now = tx`${account.now}::timestamptz`;
  if (account.windowEnd === null) return now;
  return tx`
    coalesce((
      select max(at) from unnest(
        ${passages.map(({ id }) => id)}::bigint[], ${passages.map(({ recordId }) => times.of(recordId))}::timestamptz[]
      ) as passage (id, at)
      where passage.id = effects.enrollment_id
    ), ${now})`;
}

/** A piece of a statement. */
type Fragment = ReturnType<typeof isFree>;

/** The unfinished effects of passages. */
function openOf({ tx, account }: Unit, passages: readonly EndedPassage[]): Fragment {
  return tx`
    select effect.id from unnest(${passages.map(({ id }) => id)}::bigint[]) as passage (id) cross join lateral (
      select id from effects where account_id = ${account.id} and enrollment_id = passage.id and ${isUnfinished(tx)} offset 0
    ) as effect`;
}

/**
 * Locks the unfinished ones of these, by one search of the key each, whatever the planner thinks of the table: that they are unfinished is said so
 * that no index of those is one to take by the account alone.
 */
function lockEach(tx: Tx, ids: Fragment, free: Fragment): Fragment {
  return tx`
    select found.id from ${ids} as wanted (id) cross join lateral (
      select id from effects
      where id = wanted.id and coalesce(finished_at, '-infinity') = '-infinity' and ${free}
      offset 0 for update skip locked
    ) as found`;
}
