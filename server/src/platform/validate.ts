import { type Problem, parseInput } from '@millrace/core/problem';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type ApiError, invalid } from './errors.ts';
import { maybeUnstorable, unstorableTexts } from './unstorable-text.ts';

/** 400 for text that PostgreSQL does not keep, wherever it is: in a path, a query, a body of JSON or of a form. */
export function refuseUnstorable({ url, params, query, body, bodyText }: FastifyRequest): void {
  // Nothing of a URL is NUL unless it was written so; half of a pair cannot be written there at all.
  const parts: Part[] = url.includes('%00')
    ? [
        { httpPart: 'params', input: params },
        { httpPart: 'querystring', input: query },
      ]
    : [];
  if (bodyText === '' ? body !== undefined : maybeUnstorable(bodyText))
    parts.push({ httpPart: 'body', input: body });
  for (const { httpPart, input } of parts) {
    const problems = unstorableTexts(input);
    if (problems.length > 0) throw invalid(problems, messageFor(httpPart, problems));
  }
}

interface Part {
  readonly httpPart: string;
  readonly input: unknown;
}

/** Reads a part of a request by its schema. */
export function validate(schema: z.ZodType, input: unknown, httpPart = 'body') {
  // A request without a body comes with null, for which a schema's default would not stand in.
  const isMissing = httpPart === 'body' && (input === undefined || input === null);
  const parsed = parseInput(schema, isMissing ? undefined : input);
  if (parsed.ok) return { value: parsed.value };
  if (isMissing) return { error: bodyMissing() };
  return { error: invalid(parsed.problems, messageFor(httpPart, parsed.problems)) };
}

function bodyMissing(): ApiError {
  const message = 'The body is missing: send it as application/json.';
  return invalid([{ path: '', code: 'BODY_MISSING', message }], `Invalid input JSON: ${message}`);
}

function messageFor(httpPart: string, problems: readonly Problem[]): string {
  const first = problems[0]?.message ?? '';
  if (httpPart === 'body') return `Invalid input JSON: ${first}`;
  return `Invalid ${httpPart === 'params' ? 'path parameter' : 'query parameter'}: ${first}`;
}
