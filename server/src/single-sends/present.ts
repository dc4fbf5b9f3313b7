import { createHash } from 'node:crypto';
import { CANCELLATIONS } from '@millrace/core/flow';
import { iso } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { DirectEffect } from '../effects/index.ts';
import type { AnswerOf } from '../platform/index.ts';
import type { sendAnswer } from './answers.ts';

/** Why a mail was not sent, in the words of the original; whatever else went wrong, it was `UNDELIVERABLE`. */
const SEND_RESULTS: Readonly<Record<string, string>> = {
  EMAIL_NOT_FOUND: 'EMAIL_DISABLED',
  EMAIL_DELETED: 'EMAIL_DISABLED',
  EMAIL_NOT_PUBLISHED: 'EMAIL_DISABLED',
  NON_MARKETABLE: 'NON_MARKETABLE_CONTACT',
  UNSUBSCRIBED: 'ADDRESS_OPTED_OUT',
  BOUNCED: 'PREVIOUSLY_BOUNCED',
  QUARANTINED: 'QUARANTINED_ADDRESS',
  INVALID_SENDER: 'INVALID_FROM_ADDRESS',
  INVALID_RECIPIENT: 'INVALID_TO_ADDRESS',
  RENDER_ERROR: 'TEMPLATE_RENDER_EXCEPTION',
  CANCELLED: 'CAMPAIGN_CANCELLED',
};

/** How it stands with a single send. */
export function present(account: AccountId, send: DirectEffect): AnswerOf<typeof sendAnswer> {
  const { id, createdAt, lastTriedAt, finishedAt, result } = send;
  return {
    statusId: id,
    status: statusOf(send),
    requestedAt: iso(createdAt),
    ...(lastTriedAt === null ? {} : { startedAt: iso(lastTriedAt) }),
    ...(finishedAt === null ? {} : { completedAt: iso(finishedAt) }),
    ...(result?.kind === 'done' && finishedAt !== null
      ? { sendResult: 'SENT', eventId: { id: uuidOf(`${account}/${id}`), created: iso(finishedAt) } }
      : {}),
    ...(result?.kind === 'failed'
      ? { sendResult: SEND_RESULTS[result.reason] ?? 'UNDELIVERABLE', message: result.message }
      : {}),
  };
}

/** The answer to a send whose id has come in before: where the first is asked about, and that this one changes nothing. */
export function presentRepetition({ id, createdAt }: DirectEffect, now: number): AnswerOf<typeof sendAnswer> {
  return {
    statusId: id,
    status: 'COMPLETE',
    sendResult: 'IDEMPOTENT_IGNORE',
    requestedAt: iso(createdAt),
    completedAt: iso(now),
    message: 'A mail with this sendId has been asked for before; statusId tells what became of it.',
  };
}

function statusOf({ lastTriedAt, finishedAt, result }: DirectEffect): AnswerOf<typeof sendAnswer>['status'] {
  if (finishedAt === null) return lastTriedAt === null ? 'PENDING' : 'PROCESSING';
  return result?.kind === 'failed' && CANCELLATIONS.has(result.reason) ? 'CANCELED' : 'COMPLETE';
}

/** A UUID (version 8) that stands for a text, as clients read ids of events. */
function uuidOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}
