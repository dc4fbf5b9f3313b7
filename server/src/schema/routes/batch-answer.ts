import type { EpochMillis } from '@millrace/core/time';
import type { FastifyReply } from 'fastify';
import { batchAnswer, batchError, type InputContext } from '../../platform/index.ts';
import type { InputResult } from '../input-result.ts';

/**
 * Answers a batch: `status` when every input has its result, else 207 with the errors of those that have none.
 * `contextOf` says which input it was; `now` is the account's clock.
 */
export function answerBatch<T>(
  reply: FastifyReply,
  status: 200 | 201,
  now: EpochMillis,
  outcomes: readonly InputResult<T>[],
  contextOf: (index: number) => InputContext,
) {
  const results = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const errors = outcomes.flatMap((outcome, index) =>
    outcome.ok ? [] : [batchError(outcome.error, contextOf(index), `inputs[${index}]`)],
  );
  return reply.code(errors.length > 0 ? 207 : status).send(batchAnswer(now, results, errors));
}

/** The context of an input that the caller marked, or else of its id, or else of its place. */
export function inputContext(
  input: { readonly objectWriteTraceId?: string | null | undefined; readonly id?: string } | undefined,
  index: number,
): InputContext {
  if (input?.objectWriteTraceId) return { objectWriteTraceId: [input.objectWriteTraceId] };
  return input?.id === undefined ? { index: [String(index)] } : { id: [input.id] };
}
