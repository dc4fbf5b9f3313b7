import { CONTACT } from '@millrace/core/crm';
import { appliesToSchema } from '@millrace/core/flow';
import { iso } from '@millrace/core/time';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AnswerOf } from '../../platform/index.ts';
import type { listedFlowAnswer } from '../answers.ts';
import { answerText, type FlowInput, inputOf } from '../body.ts';
import { flowNotFound } from '../errors.ts';
import type { FlowWithText } from '../queries/flow-row.ts';
import type { ListedFlow } from '../queries/listing.ts';
import type { AnsweredFlow } from '../read-flows.ts';

/** The scope that every call needs; a flow needs another only when it touches sensitive properties. */
export const config = { scopes: ['automation'] };

/** Flows on one page of a listing, by default and at most. */
export const PAGE_FLOWS_MAX = 100;

export const flowParams = z.object({ flowId: z.string() });

/** Whom an edit is for: a parameter of ours. */
export const editQuery = z.object({
  appliesTo: appliesToSchema
    .optional()
    .describe(
      'NEW_ONLY: who is inside goes on through the revision they are in. As the policies of the flow say, else EVERYBODY',
    ),
});

/** An id in a body: clients send texts and numbers. */
export const idInput = z.union([z.string(), z.number().int().nonnegative()]).nullish();

/** A flow's id in a body. */
export const flowIdInput = idInput.transform((given, context) => required(given, null, '100001', context));

/** The id as text; a problem shows one where it was left out. `member` is null where the schema is the member's own. */
export function required(
  given: string | number | null | undefined,
  member: string | null,
  example: string,
  context: z.RefinementCtx,
): string {
  if (given !== undefined && given !== null) return String(given);
  const path = member === null ? [] : [member];
  context.addIssue({ code: 'custom', path, message: `such as "${example}"`, params: { code: 'REQUIRED' } });
  return z.NEVER;
}

/** A flow's id in a path: no flow has one that is not a number, so 404. */
export function flowIdOf(text: string): string {
  if (!/^\d{1,18}$/.test(text)) throw flowNotFound(text);
  return text;
}

/** The body of a request, which is kept as it came. */
export function inputIn({ body, bodyText }: FastifyRequest): FlowInput {
  return bodyText === '' ? inputOf(body) : { value: body, text: bodyText };
}

/** Answers with a flow, without parsing what is stored. */
export function sendFlow(reply: FastifyReply, flow: FlowWithText) {
  return sendJson(reply, answerText(flow));
}

/** Answers with a flow that was read for that. */
export function sendAnswer(reply: FastifyReply, { answer }: AnsweredFlow) {
  return sendJson(reply, answer);
}

/** Answers with a flow as it was at a revision. */
export function sendRevision(reply: FastifyReply, flow: FlowWithText) {
  const about = { id: flow.id, revisionId: flow.revisionId, revisionCreatedAt: iso(flow.updatedAt) };
  return sendJson(reply, `${JSON.stringify(about).slice(0, -1)},"flow":${answerText(flow)}}`);
}

/** Answers with what is JSON already. */
export function sendJson(reply: FastifyReply, text: string | Buffer) {
  return reply.type('application/json; charset=utf-8').send(text);
}

/** A row of a listing as it is answered. */
export function listed({
  name,
  uuid,
  createdAt,
  updatedAt,
  deletedAt,
  ...flow
}: ListedFlow): AnswerOf<typeof listedFlowAnswer> {
  return {
    ...flow,
    type: flow.objectTypeId === CONTACT ? 'CONTACT_FLOW' : 'PLATFORM_FLOW',
    ...(name === null ? {} : { name }),
    ...(uuid === null ? {} : { uuid }),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    ...(deletedAt === null ? {} : { deletedAt: iso(deletedAt) }),
  };
}
