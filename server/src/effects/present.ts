import { iso } from '@millrace/core/time';
import type { AnswerOf } from '../platform/index.ts';
import type { effectAnswer, effectWithTriesAnswer, triesAnswer, tryAnswer } from './answers.ts';
import type { LedgerEffect } from './queries/columns.ts';
import type { FoundEffect, LoggedTry } from './queries/find.ts';

/** Tries shown of one effect: the last ones. */
export const TRIES_SHOWN_MAX = 100;

/** An effect as the ledger shows it. The error only for callers that may read contacts: it may name the recipient. */
export function presentEffect(effect: LedgerEffect, withError: boolean): AnswerOf<typeof effectAnswer> {
  const { id, status, kind, target, flowId, enrollmentId, actionId, createdAt, finishedAt, reason } = effect;
  return {
    id,
    status,
    kind,
    target,
    flowId,
    enrollmentId,
    actionId,
    createdAt: iso(createdAt),
    finishedAt: finishedAt === null ? null : iso(finishedAt),
    reason,
    ...presentTries(effect, withError),
  };
}

/** An effect with its tries. What was sent and received begins with what a record holds. */
export function presentEffectWithTries(
  effect: FoundEffect,
  tries: readonly LoggedTry[],
  withContent: boolean,
): AnswerOf<typeof effectWithTriesAnswer> {
  const { firstGapMs, gapMaxMs, giveUpMs, timeoutMs = null } = effect.retry;
  return {
    ...presentEffect(effect, withContent),
    idempotencyKey: effect.idempotencyKey,
    retry: { firstGapMs, gapMaxMs, giveUpMs, timeoutMs },
    tries: withLost(effect, tries).map((each) => (withContent ? each : withoutContent(each))),
  };
}

type TryView = AnswerOf<typeof tryAnswer>;

/** A try that has left no line was interrupted with its process, or its result came too late to count. */
function withLost({ attempts, inHand }: FoundEffect, tries: readonly LoggedTry[]): TryView[] {
  const byNumber = new Map(tries.map((each) => [each.number, each]));
  const ended = inHand ? attempts - 1 : attempts;
  const first = Math.max(1, ended - TRIES_SHOWN_MAX + 1);
  return Array.from({ length: Math.max(0, ended - first + 1) }, (_, index) => {
    const found = byNumber.get(first + index);
    return found ? tryOf(found) : lostTry(first + index);
  });
}

function lostTry(number: number): TryView {
  const nothing = { startedAt: null, durationMs: null, error: null, request: null, response: null };
  return { ...nothing, number, outcome: 'LOST' };
}

function tryOf({ startedAt, request, response, ...rest }: LoggedTry): TryView {
  return { ...rest, startedAt: iso(startedAt), request: request ?? null, response: response ?? null };
}

function withoutContent({ request, response, ...rest }: TryView): TryView {
  return {
    ...rest,
    error: null,
    request: request && { ...request, body: hidden(request.body) },
    response: response && { ...response, body: hidden(response.body) },
  };
}

function hidden(body: NonNullable<TryView['request']>['body']) {
  return body && { ...body, excerpt: null };
}

type Tries = Pick<
  LedgerEffect,
  'attempts' | 'lastTriedAt' | 'lastError' | 'dueAt' | 'inHand' | 'awaitingSince' | 'finishedAt'
>;

/** The state of an effect: its next try and last error, or the deadline of its outcome. */
export function presentTries(tries: Tries, withError: boolean): AnswerOf<typeof triesAnswer> {
  const { attempts, lastTriedAt, lastError, dueAt, inHand, awaitingSince, finishedAt } = tries;
  const isAwaited = awaitingSince !== null && finishedAt === null;
  const isTriedAgain = finishedAt === null && !inHand && !isAwaited;
  return {
    attempts,
    lastTriedAt: lastTriedAt === null ? null : iso(lastTriedAt),
    lastError: withError ? lastError : null,
    nextTryAt: isTriedAgain && dueAt !== null ? iso(dueAt) : null,
    inHand,
    awaitedSince: isAwaited ? iso(awaitingSince) : null,
    awaitedUntil: isAwaited && dueAt !== null ? iso(dueAt) : null,
  };
}
