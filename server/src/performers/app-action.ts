import { APP_ACTION } from '@millrace/core/flow';
import { SecretUnreadable } from '../accounts/index.ts';
import {
  askReceiver,
  type Call,
  eventOf,
  executionPayload,
  functionOf,
  loadReceivers,
  type MadeRequest,
  type NoReceiver,
  type Receiver,
  requestOf,
  runFunction,
  storedRequest,
  usualRequest,
} from '../app-actions/index.ts';
import {
  type Attempt,
  type Foresight,
  type Performed,
  type Performer,
  refusedBefore,
  requestDigest,
  responseDigest,
  type TriedEffect,
} from '../effects/index.ts';
import { isTransient, type OutgoingAnswer } from '../outgoing/index.ts';
import type { PerformerEnvironment } from './environment.ts';
import { failed, functionFailed, outcomeOfAnswer } from './parts/app-action/outcome-of-answer.ts';
import { toTheirEnd } from './parts/to-their-end.ts';

/** Requests to receivers of app actions that a process has under way at once. */
const REQUESTS_AT_ONCE = 200;
/** The functions around a request. */
const FUNCTIONS = ['PRE_ACTION_EXECUTION', 'POST_ACTION_EXECUTION'] as const;

type Outcome = Performed['outcome'];
type Told = Pick<Performed, 'outcome' | 'target' | 'attempt'>;

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
    /** As it is before a function of the app has changed it. */
    async foresee({ db, secrets }, accountId, effects) {
      try {
        const receiverOf = await loadReceivers({ db, secrets }, accountId, effects.map(typeOf), []);
        return effects.map((effect) => foreseen(accountId, effect, receiverOf(typeOf(effect))));
      } catch (error) {
        if (!(error instanceof SecretUnreadable)) throw error;
        return effects.map(() => refusedBefore('SECRET_UNREADABLE', error.message));
      }
    },
    async perform(accountId, effects, tell) {
      try {
        const receiverOf = await loadReceivers(environment, accountId, effects.map(typeOf), FUNCTIONS);
        await toTheirEnd(
          effects.map(async (effect) =>
            tell({
              effect,
              ...(await performOne(environment, accountId, effect, receiverOf(typeOf(effect)))),
            }),
          ),
        );
      } catch (error) {
        if (!(error instanceof SecretUnreadable)) throw error;
        for (const effect of effects)
          tell({ effect, ...notAsked({ kind: 'retry', message: error.message }) });
      }
    },
  };
}

function typeOf(effect: TriedEffect): string {
  return storedRequest(effect).actionTypeId;
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
    origin: { kind: 'app action', ...origin, record: storedRequest(effect).record },
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
  const outcome = await outcomeOfAnswer(answer, receiver, effect, call);
  return { outcome, target: answer.status >= 500 ? 'silent' : 'answered', attempt };
}

function foreseen(accountId: string, effect: TriedEffect, receiver: Receiver | NoReceiver): Foresight {
  if (receiver.by === 'nobody') return refusedBefore(receiver.reason, receiver.message);
  const { method, url, headers, body } = usualRequest(receiver.url, executionPayload(accountId, effect));
  const all = { ...headers, 'idempotency-key': effect.idempotencyKey };
  return {
    sends: { kind: 'REQUEST', method, url, headers: all, body: body ?? null },
    result: { kind: 'done' },
  };
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

function notAsked(outcome: Outcome): Told {
  return { outcome, target: 'not asked' };
}

function attemptOf({ method, url, body }: MadeRequest, answer: OutgoingAnswer): Attempt {
  return {
    request: requestDigest(method, url, body),
    ...(answer.kind === 'answered' ? { response: responseDigest(answer.status, answer.body) } : {}),
  };
}
