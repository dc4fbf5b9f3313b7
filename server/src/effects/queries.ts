import type { EffectResult } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId, LaneRows } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Db } from '../platform/index.ts';
import type { ClaimedEffect } from './performer.ts';

/** A try that has come to nothing after this is given up, and made again later. */
export const TRY_SECONDS_MAX = 600;

/**
 * A lease lives as long as the heartbeat of its holder, and this long at most: what a holder has not finished by then, it
 * has given up long ago.
 */
export const LEASE_SECONDS_MAX = 2 * TRY_SECONDS_MAX;

/**
 * A process that has not been seen for this long is dead, and its leases are void; on the database's own clock, and not
 * before the database has been up for as long: while it was away, nobody could be seen.
 */
export const HOLDER_SILENT_SECONDS = 5;

/** Characters that are kept of what went wrong at a try. */
export const ERROR_CHARACTERS_MAX = 1_000;

/** An enrollment whose effect has finished. */
export interface Woken {
  readonly flowId: string;
  readonly enrollmentId: string;
}

export interface NewEffect {
  readonly kind: string;
  readonly idempotencyKey: string;
  readonly flowId: string;
  readonly enrollmentId: string;
  readonly actionId: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/** Stores effects that are due at once; one that is there already stays as it is. */
export async function insertEffects(unit: Unit, effects: readonly NewEffect[]): Promise<void> {
  if (effects.length === 0) return;
  unit.wake(dueEffects);
  await unit.tx`
    insert into effects (account_id, kind, idempotency_key, flow_id, enrollment_id, action_id, request, created_at, due_at)
    select ${unit.account.id}::bigint, kind, key, flow_id, enrollment_id, action_id, request::jsonb,
           ${unit.account.now}::timestamptz, ${unit.account.now}::timestamptz
    from unnest(
      ${effects.map((effect) => effect.kind)}::text[], ${effects.map((effect) => effect.idempotencyKey)}::text[],
      ${effects.map((effect) => effect.flowId)}::bigint[], ${effects.map((effect) => effect.enrollmentId)}::bigint[],
      ${effects.map((effect) => effect.actionId)}::text[], ${effects.map((effect) => JSON.stringify(effect.request))}::text[]
    ) as row (kind, key, flow_id, enrollment_id, action_id, request)
    on conflict (account_id, idempotency_key) where idempotency_key > '' do nothing`;
}

/** What came of effects, by idempotency key; null while nothing has. */
export async function loadEffectResults(
  db: Db,
  account: AccountId,
  keys: readonly string[],
): Promise<Map<string, EffectResult | null>> {
  if (keys.length === 0) return new Map();
  const rows = await db`
    select effect.* from unnest(${keys as string[]}::text[]) as wanted (key) cross join lateral (
      select idempotency_key, result from effects
      where account_id = ${account} and idempotency_key = wanted.key and idempotency_key > ''
      offset 0
    ) as effect`;
  return new Map(rows.map((row) => [row['idempotency_key'] as string, row['result'] as EffectResult | null]));
}

/** Says that a process that performs effects is alive. */
export async function beat(db: Db, holder: string): Promise<void> {
  await db`
    insert into effect_workers (id, seen_at) values (${holder}, clock_timestamp())
    on conflict (id) do update set seen_at = excluded.seen_at`;
}

/** Says that it has ended; it holds nothing any more. Rows that dead processes have left go with it. */
export async function endBeat(db: Db, holder: string): Promise<void> {
  await db`delete from effect_workers where id = ${holder} or seen_at < clock_timestamp() - interval '1 hour'`;
}

/** Whose lease it is: the claim, by a token that fences late finishers, and the process. */
export interface LeaseOf {
  readonly token: string;
  readonly holder: string;
}

/** Takes due effects of some kinds under a lease. Those whose holder has died, or let its lease run out, are due again. */
export async function claimEffects(
  db: Db,
  account: AccountId,
  kinds: readonly string[],
  now: EpochMillis,
  lease: LeaseOf,
  most: number,
): Promise<ClaimedEffect[]> {
  // Materialized: as a mere subquery the planner may run it again for each row, and claim more than was asked for.
  const rows = await db`
    with due as materialized (
      select ctid as place from effects
      where account_id = ${account} and kind = any(${kinds as string[]}) and finished_at is null and due_at <= ${now} and ${isFree(db)}
      order by due_at limit ${most} for update skip locked
    )
    update effects set lease_token = ${lease.token}, lease_holder = ${lease.holder},
           leased_until = clock_timestamp() + ${LEASE_SECONDS_MAX} * interval '1 second',
           attempts = attempts + 1, last_tried_at = ${now}
    from due where effects.ctid = due.place
    returning effects.id, kind, idempotency_key as "idempotencyKey", flow_id as "flowId", enrollment_id as "enrollmentId",
              action_id as "actionId", request, created_at as "createdAt", attempts, lease_token as token`;
  return rows as unknown as ClaimedEffect[];
}

export interface FinishedEffect {
  readonly id: string;
  readonly token: string;
  readonly result: EffectResult;
}

/**
 * Locks effects by their key: a statement of its own, after which they are written by their place. They are not found by what
 * else is true of them, which would let other indexes seem as good.
 */
async function lockEffects({ tx, account }: Unit, ids: readonly string[]): Promise<void> {
  await tx`
    select from unnest(${ids as string[]}::bigint[]) as row (id) cross join lateral (
      select from effects where account_id = ${account.id} and id = row.id offset 0 for no key update
    ) as held`;
}

/** The place of a locked effect, whoever has it by now. */
function heldEffect({ tx, account }: Unit) {
  return tx`
    cross join lateral (
      select ctid as place, lease_token, finished_at from effects where account_id = ${account.id} and id = row.id offset 0
    ) as held
    where held.lease_token = row.token::uuid and held.finished_at is null`;
}

/** Writes results of effects that are still under our lease, and says which. */
export async function finishEffects(unit: Unit, finished: readonly FinishedEffect[]): Promise<FinishedRow[]> {
  if (finished.length === 0) return [];
  await lockEffects(
    unit,
    finished.map(({ id }) => id),
  );
  const rows = await unit.tx`
    update effects set finished_at = ${unit.account.now}, result = row.result::jsonb, leased_until = null
    from (select row.*, held.place from unnest(${finished.map(({ id }) => id)}::bigint[], ${finished.map(({ token }) => token)}::text[],
                ${finished.map(({ result }) => JSON.stringify(result))}::text[]) as row (id, token, result)
      ${heldEffect(unit)}) as row
    where effects.ctid = row.place
    returning effects.id, flow_id as "flowId", enrollment_id as "enrollmentId"`;
  return rows as unknown as FinishedRow[];
}

type FinishedRow = AskedBy & { readonly id: string };

/** The passage that asked for an effect; null where a caller did. */
export interface AskedBy {
  readonly flowId: string | null;
  readonly enrollmentId: string | null;
}

/** Those passages among these that are to go on. */
export function wokenBy(effects: readonly AskedBy[]): Woken[] {
  return effects.flatMap(({ flowId, enrollmentId }) =>
    flowId === null || enrollmentId === null ? [] : [{ flowId, enrollmentId }],
  );
}

export interface PostponedEffect {
  readonly id: string;
  readonly token: string;
  readonly dueAt: EpochMillis;
  readonly error: string;
}

/** Gives back effects that are to be tried again, with what went wrong. */
export async function postponeEffects(unit: Unit, postponed: readonly PostponedEffect[]): Promise<void> {
  if (postponed.length === 0) return;
  await lockEffects(
    unit,
    postponed.map(({ id }) => id),
  );
  await unit.tx`
    update effects set due_at = row.due_at, last_error = row.error, leased_until = null, lease_token = null
    from (select row.*, held.place from unnest(${postponed.map(({ id }) => id)}::bigint[], ${postponed.map(({ token }) => token)}::text[],
                ${postponed.map(({ dueAt }) => dueAt)}::timestamptz[],
                ${postponed.map(({ error }) => storable(error))}::text[]) as row (id, token, due_at, error)
      ${heldEffect(unit)}) as row
    where effects.ctid = row.place`;
}

/** What a mail server says may be anything. */
function storable(text: string): string {
  return text.slice(0, ERROR_CHARACTERS_MAX).replaceAll('\0', '').toWellFormed();
}

/** Effects that are to be done. Ride effects_due. */
export const dueEffects: LaneRows = {
  name: 'effects',
  first: (db) => db`
    select due_at from effects where account_id = accounts.id and finished_at is null and ${isFree(db)} order by due_at limit 1`,
  waiting: (db, most) => db`
    select created_at as since, due_at <= clock.at as is_due from effects
    where account_id = accounts.id and finished_at is null order by due_at limit ${most}`,
};

/** In nobody's hand: never leased, or under a lease that has run out or whose holder is dead. */
export function isFree(db: Db) {
  return db`(leased_until is null or leased_until < clock_timestamp() or (
    pg_postmaster_start_time() < clock_timestamp() - ${HOLDER_SILENT_SECONDS} * interval '1 second' and not exists (
      select from effect_workers where effect_workers.id = effects.lease_holder
        and seen_at > clock_timestamp() - ${HOLDER_SILENT_SECONDS} * interval '1 second'
    )
  ))`;
}
