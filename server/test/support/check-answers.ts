import { subscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { afterAll, expect } from 'vitest';
import { z } from 'zod';
import { errorAnswer } from '../../src/platform/index.ts';

/**
 * Holds every answer of every server in this process against what its route says that it answers, whoever asked, unmodified
 * clients included. A test file in which one was otherwise fails at its end, with the operation, the status and the member.
 */
const wrong = new Set<string>();

subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: FastifyInstance };
  fastify.addHook('onSend', async (request, reply, payload) => {
    for (const problem of problemsOf(request, reply, payload)) wrong.add(problem);
  });
});

afterAll(() => {
  expect([...wrong], 'answers are as the routes describe them').toEqual([]);
});

function problemsOf(
  { method, routeOptions }: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): string[] {
  const { schema, url } = routeOptions;
  const described = schema?.response as Readonly<Record<string, unknown>> | undefined;
  const { statusCode } = reply;
  const said = (problem: string) => `${method} ${url} ${statusCode}: ${problem}`;
  // Pages are for people. Routes that a test adds to a bare server say nothing; those of the API do not start without.
  if (method === 'HEAD' || schema?.['hide'] || (!described && statusCode < 400)) return [];
  const type = String(reply.getHeader('content-type') ?? '').split(';')[0]!;
  const expected = described?.[statusCode] ?? (statusCode >= 400 ? errorAnswer : undefined);
  if (!expected) return [said('this status is not described')];
  const form = expected instanceof z.ZodType ? expected : contentOf(expected)[type]?.schema;
  if (!form) return [said(`the type ${type} is not described`)];
  const text = payload instanceof Buffer ? payload.toString() : payload;
  if (text !== undefined && text !== null && typeof text !== 'string') return [said('it is a stream')];
  const value = !text ? undefined : type === 'application/json' ? JSON.parse(text) : text;
  const read = form.safeParse(value);
  return read.success ? [] : read.error.issues.map((issue) => said(inWords(issue, value)));
}

function inWords(issue: z.core.$ZodIssue, value: unknown): string {
  const at = issue.path.reduce<unknown>(
    (whole, key) => (whole as Record<PropertyKey, unknown>)?.[key],
    value,
  );
  const place = issue.path.map((key) => (typeof key === 'number' ? '[]' : String(key))).join('.');
  const within =
    issue.code === 'invalid_union' ? JSON.stringify(issue.errors.map((forms) => forms.map(brief))) : '';
  return `${place}: ${issue.message} ${within} in ${JSON.stringify(at)?.slice(0, 300)}`;
}

function brief({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.')} ${message}`;
}

function contentOf(described: unknown) {
  return (described as { content: Readonly<Record<string, { readonly schema: z.ZodType } | undefined>> })
    .content;
}
