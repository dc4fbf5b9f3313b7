import type { EpochMillis } from '@millrace/core/time';
import type { FastifyReply } from 'fastify';
import { type BatchError, batchAnswer } from '../../platform/index.ts';
import { sendJson } from './flow-io.ts';

const BEGIN = Buffer.from('{"results":[');
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
  const { results: _, ...rest } = batchAnswer(now, [], errors);
  const parts = results.flatMap((result, index) => (index === 0 ? [result] : [COMMA, result]));
  const answer = Buffer.concat([BEGIN, ...parts, Buffer.from(`],${JSON.stringify(rest).slice(1)}`)]);
  return sendJson(reply.code(errors.length === 0 ? 200 : 207), answer);
}
