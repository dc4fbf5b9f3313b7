import { type EpochMillis, iso } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { AnswerOf, Db, Fragment } from '../platform/index.ts';
import type { effectAnswer, triesAnswer } from './answers.ts';
import { isOpen, type OpenEffects } from './open-effects.ts';
import { isAwaited, isToBeDone } from './queries/lanes.ts';
import { targetOf } from './queries/target.ts';

/** An unfinished effect. */
export interface PendingEffect {
  readonly id: string;
  readonly kind: string;
  /** Its target: a host, …; else its kind. */
  readonly target: string;
  /** Null without a passage. */
  readonly flowId: string | null;
  readonly enrollmentId: string | null;
  readonly actionId: string | null;
  readonly createdAt: EpochMillis;
  readonly dueAt: EpochMillis;
  readonly attempts: number;
  readonly lastTriedAt: EpochMillis | null;
  readonly lastError: string | null;
  readonly inHand: boolean;
  /** The instant since which only its outcome is missing; null before. */
  readonly awaitingSince: EpochMillis | null;
}

export interface PendingQuery {
  readonly flowId?: string | undefined;
  readonly enrollmentId?: string | undefined;
  readonly kind?: string | undefined;
  readonly target?: string | undefined;
  readonly of: OpenEffects;
  /** The last of the page before. */
  readonly after?: { readonly dueAt: EpochMillis; readonly id: string } | undefined;
  readonly limit: number;
}

/** Unfinished effects, the next first, one more than asked for when there are more. Rides effects_by_time and effects_awaited. */
export async function listPending(db: Db, account: AccountId, query: PendingQuery): Promise<PendingEffect[]> {
  const { flowId, enrollmentId, kind, target, of, after, limit } = query;
  const listed = (state: Fragment) => db`
    select ${columns(db)} from effects where account_id = ${account} and ${state} and ${isOpen(db, of)}
      ${flowId === undefined ? db`` : db`and flow_id = ${flowId}`}
      ${enrollmentId === undefined ? db`` : db`and enrollment_id = ${enrollmentId}`}
      ${kind === undefined ? db`` : db`and kind = ${kind}`}
      ${target === undefined ? db`` : db`and ${targetOf(db)} = ${target}`}
      ${after === undefined ? db`` : db`and (due_at, id) > (${after.dueAt}::timestamptz, ${after.id}::bigint)`}
    order by due_at, id limit ${limit + 1}`;
  const rows = await db`
    (${listed(db`${isToBeDone(db)} and due_at > '-infinity'`)}) union all (${listed(isAwaited(db))})
    order by "dueAt", id limit ${limit + 1}`;
  return rows as unknown as PendingEffect[];
}

/** The unfinished effects of enrollments, by their ids, in one statement. Rides effects_waiting. */
export async function loadPending(
  db: Db,
  account: AccountId,
  enrollmentIds: readonly string[],
): Promise<ReadonlyMap<string, PendingEffect>> {
  if (enrollmentIds.length === 0) return new Map();
  const rows = (await db`
    select ${columns(db)} from effects
    where account_id = ${account} and finished_at is null and enrollment_id = any(${enrollmentIds as string[]}::bigint[])`) as unknown as PendingEffect[];
  return new Map(rows.map((row) => [row.enrollmentId!, row]));
}

function columns(db: Db) {
  return db`
    id, kind, ${targetOf(db)} as target, flow_id as "flowId", enrollment_id as "enrollmentId", action_id as "actionId", created_at as "createdAt",
    due_at as "dueAt", attempts, last_tried_at as "lastTriedAt", last_error as "lastError",
    leased_until is not null as "inHand", awaiting_since as "awaitingSince"`;
}

/** The state of an effect: its first try, or its next try and last error. */
export function presentPending(effect: PendingEffect, withError: boolean): AnswerOf<typeof effectAnswer> {
  return {
    id: effect.id,
    kind: effect.kind,
    target: effect.target,
    flowId: effect.flowId,
    enrollmentId: effect.enrollmentId,
    actionId: effect.actionId,
    createdAt: iso(effect.createdAt),
    ...presentTries(effect, withError),
  };
}

type Tries = Pick<
  PendingEffect,
  'attempts' | 'lastTriedAt' | 'lastError' | 'dueAt' | 'inHand' | 'awaitingSince'
>;

/** The error only for callers that may read contacts: it may name the recipient. */
export function presentTries(tries: Tries, withError: boolean): AnswerOf<typeof triesAnswer> {
  const { attempts, lastTriedAt, lastError, dueAt, inHand, awaitingSince } = tries;
  const isAwaited = awaitingSince !== null;
  return {
    attempts,
    lastTriedAt: lastTriedAt === null ? null : iso(lastTriedAt),
    lastError: withError ? lastError : null,
    nextTryAt: inHand || isAwaited ? null : iso(dueAt),
    inHand,
    awaitedSince: isAwaited ? iso(awaitingSince) : null,
    awaitedUntil: isAwaited ? iso(dueAt) : null,
  };
}
