import { APP_ACTION, type EffectResult } from '@millrace/core/flow';
import { type Problem, quote } from '@millrace/core/problem';
import { type Completion, completeEffects, redactedResult } from '../effects/index.ts';
import { ApiError, invalid } from '../platform/index.ts';
import type { AppActionService, CallbackAnswered } from './app-action-service.ts';
import { idempotencyKeyIn } from './protocol/callback-id.ts';
import { readOutputFields } from './protocol/read-outcome.ts';

/** What a receiver tells of a callback. */
export interface Told {
  readonly callbackId: string;
  readonly outputFields: unknown;
  readonly typedOutputs: unknown;
  readonly failureReasonType: string | undefined;
  /** Where it stands in the request, for problems. */
  readonly path: string;
}

/**
 * Completes callbacks, all or none. 404 for one that the account never had, 410 for one that is over: completed, expired, or of an
 * action that has not waited. One may come before the answer to its request, and counts then.
 */
export async function completeCallbacks(
  service: AppActionService,
  accountId: string,
  told: readonly Told[],
): Promise<void> {
  try {
    await complete(service, accountId, told);
  } catch (error) {
    if (error instanceof CallbackRefused) service.observe(error.answered, 1);
    throw error;
  }
  service.observe('completed', told.length);
}

function complete(
  { store, redactorOf, wake }: AppActionService,
  accountId: string,
  told: readonly Told[],
): Promise<void> {
  const results = resultsOf(told);
  const completions = told.map(({ callbackId }, index): Completion => {
    const idempotencyKey = idempotencyKeyIn(accountId, callbackId);
    if (idempotencyKey === undefined) throw unknownCallback(callbackId);
    return { kind: APP_ACTION, idempotencyKey, result: results[index]! };
  });
  // A refusal of one undoes the others with the transaction.
  return store.write(accountId, async (unit) => {
    // Receivers may echo what they were told by another process.
    const redact = await redactorOf(unit.tx, unit.account);
    const came = await completeEffects(
      unit,
      completions.map((each) => ({ ...each, result: redactedResult(each.result, redact) })),
      wake,
    );
    const at = (wanted: (typeof came)[number]) => told[came.indexOf(wanted)]?.callbackId;
    const unknown = at('unknown');
    if (unknown !== undefined) throw unknownCallback(unknown);
    const over = at('finished before');
    if (over !== undefined) throw callbackOver(over);
  });
}

function resultsOf(told: readonly Told[]): EffectResult[] {
  const problems: Problem[] = [];
  const results = told.map((each) => resultOf(each, problems));
  if (problems.length > 0) throw invalid(problems, `Invalid input JSON: ${problems[0]!.message}`);
  return results;
}

/** Typed outputs are the same outputs with their types; where both are given, the typed ones count. */
function resultOf(
  { outputFields, typedOutputs, failureReasonType, path }: Told,
  problems: Problem[],
): EffectResult {
  const read = readOutputFields({ ...asObject(outputFields), ...asObject(typedOutputs) }, 0);
  if (!read.ok) {
    problems.push({ path: path + read.path, code: 'INVALID', message: path + read.message });
    return { kind: 'done' };
  }
  const { outputs, state } = read;
  if (state === 'BLOCK' || state === 'ASYNC') {
    const at = `${path}outputFields.hs_execution_state`;
    const message = `${at} must be "SUCCESS" or "FAIL_CONTINUE", not ${quote(state)}: the outcome was awaited, and this is it.`;
    problems.push({ path: at, code: 'NOT_ALLOWED', message });
  }
  if (state !== 'FAIL_CONTINUE' && failureReasonType === undefined) return { kind: 'done', outputs };
  const why = failureReasonType === undefined ? '' : `: ${failureReasonType}`;
  const message = `The receiver said that it could not be done${why}.`;
  const detail = failureReasonType === undefined ? {} : { detail: { failureReasonType } };
  return { kind: 'failed', reason: 'FAILED_BY_APP', message, outputs, ...detail };
}

function asObject(given: unknown): object {
  return typeof given === 'object' && given !== null ? given : {};
}

class CallbackRefused extends ApiError {
  readonly answered: CallbackAnswered;

  constructor(answered: CallbackAnswered, answer: ConstructorParameters<typeof ApiError>[0]) {
    super(answer);
    this.answered = answered;
  }
}

/** 404. */
function unknownCallback(callbackId: string): ApiError {
  return new CallbackRefused('unknown', {
    status: 404,
    category: 'OBJECT_NOT_FOUND',
    message: `There is no callback ${quote(callbackId)} that waits to be completed, and there was none.`,
    context: { callbackId: [callbackId] },
  });
}

/** 410. */
function callbackOver(callbackId: string): ApiError {
  return new CallbackRefused('used', {
    status: 410,
    category: 'GONE',
    subCategory: 'CALLBACK_OVER',
    message: `The callback ${quote(callbackId)} is over: it was completed, it has expired, or its action has not waited for it.`,
    context: { callbackId: [callbackId] },
  });
}
