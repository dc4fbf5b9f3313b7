import { type EpochMillis, iso } from '@millrace/core/time';
import type { FastifyReply } from 'fastify';
import { sendJson } from './flow-io.ts';

/** An input of a batch without a result. */
export interface BatchError {
  readonly category: string;
  readonly subCategory: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

const BEGIN = Buffer.from('{"status":"COMPLETE","results":[');
const COMMA = Buffer.from(',');

/**
 * Answers a batch, whose results are JSON already: 200 when every input has its result, else 207 with an error for each
 * that has none. `now` is the account's clock.
 */
export function sendBatch(
  reply: FastifyReply,
  now: EpochMillis,
  results: readonly Buffer[],
  errors: readonly BatchError[],
) {
  const at = iso(now);
  const rest = {
    requestedAt: at,
    startedAt: at,
    completedAt: at,
    ...(errors.length === 0
      ? {}
      : {
          numErrors: errors.length,
          errors: errors.map((error) => ({ status: 'error', ...error, errors: [], links: {} })),
        }),
  };
  const parts = results.flatMap((result, index) => (index === 0 ? [result] : [COMMA, result]));
  const answer = Buffer.concat([BEGIN, ...parts, Buffer.from(`],${JSON.stringify(rest).slice(1)}`)]);
  return sendJson(reply.code(errors.length === 0 ? 200 : 207), answer);
}
