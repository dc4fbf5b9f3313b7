import type { EffectResult, Reason } from '@millrace/core/flow';
import {
  type Call,
  functionOf,
  type ReadAnswer,
  type Receiver,
  readAnswer,
  readOutputFields,
  runFunction,
} from '../../../app-actions/index.ts';
import type { Performed, TriedEffect } from '../../../effects/index.ts';
import type { OutgoingAnswer } from '../../../outgoing/index.ts';
import { storableText } from '../../../platform/index.ts';
import { retryAfterMs } from '../retry-after.ts';

/** Bytes of a refusal that the step shows: most receivers say there what is wrong. */
const REFUSAL_BYTES_SHOWN = 1_000;

type Outcome = Performed['outcome'];
type Answered = OutgoingAnswer & { readonly kind: 'answered' };

/** What came of a request that was answered; by the app's function after it, if there is one. */
export async function outcomeOfAnswer(
  answer: Answered,
  receiver: Receiver,
  { triedAt }: TriedEffect,
  call: Call,
): Promise<Outcome> {
  const { status, headers } = answer;
  if (status === 429 || status >= 500) {
    const afterMs = status === 429 || status === 503 ? retryAfterMs(headers) : undefined;
    const message = `The receiver answered ${status}.`;
    return { kind: 'retry', message, ...(afterMs === undefined ? {} : { afterMs }) };
  }
  const after = status < 300 ? functionOf(receiver, 'POST_ACTION_EXECUTION') : undefined;
  if (!after) return outcomeSaid(readAnswer(answer, triedAt), answer);
  const ran = await runFunction(after, { responseBody: answer.body.toString('utf8') }, call);
  if (ran.kind === 'failed') return functionFailed({ ...ran, mayPass: false });
  const value = ran.value as { readonly outputFields?: unknown } | null | undefined;
  const read = readOutputFields(value?.outputFields, triedAt);
  return outcomeSaid(
    read.ok ? read : { ...read, message: `POST_ACTION_EXECUTION: ${read.message}` },
    answer,
    ran.log,
  );
}

/** A state counts more than a status, except of a receiver that is to be asked again. */
function outcomeSaid(read: ReadAnswer, { status, body }: Answered, log = ''): Outcome {
  const isTaken = status < 300;
  const detail = {
    status,
    ...(log === '' ? {} : { log }),
    ...(read.note === undefined ? {} : { note: read.note }),
  };
  if (!read.ok)
    return isTaken ? failed('INVALID_ANSWER', read.message, { detail }) : refused(status, body, { detail });
  const { outputs, state, withinMs } = read;
  switch (state) {
    case 'BLOCK':
      return { kind: 'follows', withinMs };
    case 'FAIL_CONTINUE':
      return failed('FAILED_BY_APP', 'The receiver said that it could not be done.', { outputs, detail });
    case 'SUCCESS':
    case 'ASYNC':
      return { kind: 'finished', result: { kind: 'done', outputs, detail } };
    case undefined:
      if (!isTaken) return refused(status, body, { outputs, detail });
      return { kind: 'finished', result: { kind: 'done', outputs, detail } };
  }
}

type More = Pick<EffectResult & { readonly kind: 'failed' }, 'outputs' | 'detail'>;

function refused(status: number, body: Buffer, { outputs, detail }: More): Outcome {
  const answer = storableText(body.toString('utf8', 0, REFUSAL_BYTES_SHOWN));
  return failed('REFUSED_BY_RECEIVER', `The receiver answered ${status}.`, {
    ...(outputs ? { outputs } : {}),
    detail: { ...detail, answer },
  });
}

export function functionFailed({
  message,
  mayPass,
}: {
  readonly message: string;
  readonly mayPass: boolean;
}): Outcome {
  return mayPass ? { kind: 'retry', message } : failed('FUNCTION_FAILED', message);
}

export function failed(reason: Reason, message: string, more: More = {}): Outcome {
  return { kind: 'finished', result: { kind: 'failed', reason, message, ...more } };
}
