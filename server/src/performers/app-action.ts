import { APP_ACTION, type EffectResult } from '@millrace/core/flow';
import {
  askReceiver,
  type Call,
  eventOf,
  executionPayload,
  functionOf,
  loadReceivers,
  type MadeRequest,
  type NoReceiver,
  type ReadAnswer,
  type Receiver,
  readAnswer,
  readOutputFields,
  requestOf,
  runFunction,
  usualRequest,
} from '../app-actions/index.ts';
import {
  type Attempt,
  type Performed,
  type Performer,
  requestDigest,
  responseDigest,
  type TriedEffect,
} from '../effects/index.ts';
import { isTransient, type OutgoingAnswer } from '../outgoing/index.ts';
import type { PerformerEnvironment } from './environment.ts';
import { retryAfterMs } from './parts/retry-after.ts';

/** Requests to receivers of app actions that a process has under way at once. */
const REQUESTS_AT_ONCE = 200;
/** Characters of a refusal's body that a step quotes. */
const REFUSAL_CHARACTERS_MAX = 300;

type Outcome = Performed['outcome'];
type Told = Pick<Performed, 'outcome' | 'target' | 'attempt'>;
type Answered = OutgoingAnswer & { readonly kind: 'answered' };

/**
 * Asks the receivers of app actions. Where a request goes, and the functions around it, are those of the definition as it is now: a
 * receiver that has moved is found at the next try. What is said to it was fixed when the action was reached.
 */
export function appActionPerformer(environment: PerformerEnvironment): Performer {
  return {
    kind: 'app action',
    kinds: [APP_ACTION],
    slots: REQUESTS_AT_ONCE,
    slotsPerTarget: environment.outgoing.connectionsPerHost,
    async perform(accountId, effects, tell) {
      const receiverOf = await loadReceivers(environment, accountId, effects.map(typeOf), [
        'PRE_ACTION_EXECUTION',
        'POST_ACTION_EXECUTION',
      ]);
      await Promise.all(
        effects.map(async (effect) => {
          const told = await performOne(environment, accountId, effect, receiverOf(typeOf(effect)));
          tell({ effect, ...told });
        }),
      );
    },
  };
}

function typeOf({ request }: TriedEffect): string {
  return request['actionTypeId'] as string;
}

async function performOne(
  environment: PerformerEnvironment,
  accountId: string,
  effect: TriedEffect,
  receiver: Receiver | NoReceiver,
): Promise<Told> {
  if (receiver.by === 'nobody') return notAsked(failed(receiver.reason, receiver.message));
  const { sandbox, outgoing } = environment;
  const { idempotencyKey, flowId, enrollmentId, actionId, signal } = effect;
  const origin = { flowId, enrollmentId, actionId, idempotencyKey };
  const call: Call = { sandbox, accountId, origin, signal };
  const payload = executionPayload(accountId, effect);
  const made = await makeRequest(receiver, payload, call);
  if (made.kind === 'not made') return notAsked(made.outcome);
  const { request } = made;
  const answer = await askReceiver(receiver, request, {
    outgoing,
    accountId,
    origin: { kind: 'app action', ...origin },
    headers: { 'idempotency-key': idempotencyKey },
    signal,
  });
  const attempt = attemptOf(request, answer);
  if (answer.kind === 'failed') {
    const outcome: Outcome = isTransient(answer.failure)
      ? { kind: 'retry', message: answer.message }
      : failed(answer.failure, answer.message);
    return { outcome, target: 'silent', attempt };
  }
  const outcome = await outcomeOf(answer, receiver, effect, call);
  return { outcome, target: answer.status >= 500 ? 'silent' : 'answered', attempt };
}

type Made =
  | { readonly kind: 'made'; readonly request: MadeRequest }
  | { readonly kind: 'not made'; readonly outcome: Outcome };

/** The request, by the app's function before it if there is one. */
async function makeRequest(
  receiver: Receiver,
  payload: ReturnType<typeof executionPayload>,
  call: Call,
): Promise<Made> {
  const usual = usualRequest(receiver.url, payload);
  const before = functionOf(receiver, 'PRE_ACTION_EXECUTION');
  if (!before) return { kind: 'made', request: usual };
  const ran = await runFunction(before, eventOf(payload, receiver), call);
  if (ran.kind === 'failed') return { kind: 'not made', outcome: functionFailed(ran) };
  const request = requestOf(ran.value, usual);
  if (!('problem' in request)) return { kind: 'made', request };
  return {
    kind: 'not made',
    outcome: failed('FUNCTION_FAILED', `PRE_ACTION_EXECUTION: ${request.problem}`),
  };
}

async function outcomeOf(
  answer: Answered,
  receiver: Receiver,
  { triedAt }: TriedEffect,
  call: Call,
): Promise<Outcome> {
  const { status, headers } = answer;
  if (status === 429 || status >= 500) {
    const afterMs = status === 429 ? retryAfterMs(headers['retry-after'], triedAt) : undefined;
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

function refused(status: number, body: Buffer, more: More): Outcome {
  const said = body
    .toString('utf8')
    .slice(0, REFUSAL_CHARACTERS_MAX)
    .replaceAll('\0', '')
    .toWellFormed()
    .trim();
  return failed('REFUSED', `The receiver answered ${status}${said === '' ? '' : `: ${said}`}`, more);
}

function functionFailed({
  message,
  mayPass,
}: {
  readonly message: string;
  readonly mayPass: boolean;
}): Outcome {
  return mayPass ? { kind: 'retry', message } : failed('FUNCTION_FAILED', message);
}

function failed(reason: string, message: string, more: More = {}): Outcome {
  return { kind: 'finished', result: { kind: 'failed', reason, message, ...more } };
}

function notAsked(outcome: Outcome): Told {
  return { outcome, target: 'not asked' };
}

function attemptOf({ method, url, body }: MadeRequest, answer: OutgoingAnswer): Attempt {
  return {
    request: requestDigest(method, url, body),
    ...(answer.kind === 'answered' ? { response: responseDigest(answer.status, answer.body) } : {}),
  };
}
