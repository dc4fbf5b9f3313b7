import { type EpochMillis, iso } from '@millrace/core/time';
import type { FastifyReply } from 'fastify';
import type { ApiError } from '../../platform/index.ts';
import type { Outcome } from '../outcome.ts';

/** What identifies an input in the error that it caused. */
export type InputContext = Readonly<Record<string, readonly string[]>>;

/**
 * Answers a batch: `status` when every input has its result, else 207 with the errors of those that have none.
 * `contextOf` says which input it was; `now` is the account's clock.
 */
export function answerBatch<T>(
  reply: FastifyReply,
  status: 200 | 201,
  now: EpochMillis,
  outcomes: readonly Outcome<T>[],
  contextOf: (index: number) => InputContext,
) {
  const results = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const errors = outcomes.flatMap((outcome, index) =>
    outcome.ok ? [] : [batchError(outcome.error, contextOf(index), index)],
  );
  return reply.code(errors.length > 0 ? 207 : status).send({
    status: 'COMPLETE',
    results,
    ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
    requestedAt: iso(now),
    startedAt: iso(now),
    completedAt: iso(now),
  });
}

/** The context of an input that the caller marked, or else of its id, or else of its place. */
export function inputContext(
  input: { readonly objectWriteTraceId?: string | null | undefined; readonly id?: string } | undefined,
  index: number,
): InputContext {
  if (input?.objectWriteTraceId) return { objectWriteTraceId: [input.objectWriteTraceId] };
  return input?.id === undefined ? { index: [String(index)] } : { id: [input.id] };
}

function batchError(error: ApiError, context: InputContext, index: number) {
  return {
    status: 'error',
    category: error.category,
    ...(error.subCategory === undefined ? {} : { subCategory: error.subCategory }),
    message: error.message,
    context: { ...error.context, ...context },
    errors: error.errors.map((detail) => ({
      ...detail,
      ...(detail.in === undefined ? {} : { in: `inputs[${index}].${detail.in}` }),
    })),
    links: {},
  };
}
