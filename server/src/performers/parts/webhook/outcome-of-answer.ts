import type { Reason } from '@millrace/core/flow';
import type { Performed } from '../../../effects/index.ts';
import { isTransient, type OutgoingAnswer } from '../../../outgoing/index.ts';
import { storableText } from '../../../platform/index.ts';
import { retryAfterMs } from '../retry-after.ts';
import { outputsOf } from './outputs-of.ts';

/** The output that tells the status of the answer. */
const STATUS = 'hs_status_code';

/** Bytes of a refusal that the step shows: most receivers say there what is wrong. */
export const ANSWER_BYTES_SHOWN = 1_000;

type Told = Pick<Performed, 'outcome' | 'target'>;

/**
 * What came of a webhook. As in the original, 4xx is final but for 429, and 5xx and silence are tried again. Redirects that were not followed
 * are final, too: nothing would change.
 */
export function outcomeOfAnswer(answer: OutgoingAnswer, host: string): Told {
  if (answer.kind === 'failed') return ofFailure(answer);
  const { status, headers, body } = answer;
  if (status >= 200 && status < 300) return { outcome: done(answer), target: 'answered' };
  const message = `${host} answered ${status}.`;
  if (status === 429 || status >= 500) {
    const afterMs = status === 429 || status === 503 ? retryAfterMs(headers) : undefined;
    const outcome = { kind: 'retry', message, ...(afterMs === undefined ? {} : { afterMs }) } as const;
    return { outcome, target: status === 429 ? 'answered' : 'silent' };
  }
  const detail = {
    status,
    answer: storableText(body.toString('utf8', 0, ANSWER_BYTES_SHOWN)),
  };
  const result = { kind: 'failed', reason: 'REFUSED_BY_RECEIVER', message, detail } as const;
  return { outcome: { kind: 'finished', result }, target: 'answered' };
}

function ofFailure({ failure, message }: OutgoingAnswer & { readonly kind: 'failed' }): Told {
  if (isTransient(failure)) return { outcome: { kind: 'retry', message }, target: 'silent' };
  const target = failure === 'TOO_MANY_REDIRECTS' ? 'answered' : 'not asked';
  return { outcome: failed(failure, message), target };
}

function failed(reason: Reason, message: string): Told['outcome'] {
  return { kind: 'finished', result: { kind: 'failed', reason, message } };
}

function done({ status, body, isCut }: OutgoingAnswer & { readonly kind: 'answered' }): Told['outcome'] {
  const { outputs, leftOut } = outputsOf(body, isCut);
  const detail = { status, ...(isCut ? { isCut } : {}), ...(leftOut > 0 ? { outputsLeftOut: leftOut } : {}) };
  return {
    kind: 'finished',
    result: { kind: 'done', outputs: { ...outputs, [STATUS]: String(status) }, detail },
  };
}
