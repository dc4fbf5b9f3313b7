import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addressOf } from './address.ts';
import { targetOf } from './targets.ts';
import { whole } from './vocabulary.ts';

/** The dated version that a request called, `2026-03`; none for a numbered one. */
export function calledUnder({ url, originalUrl }: FastifyRequest): string | undefined {
  return url === originalUrl ? undefined : /\/(20\d\d-\d\d(?:-beta)?)(?=[/?]|$)/.exec(originalUrl)?.[1];
}

/** `limit` and `after` of a listing; `most` items at most and by default as many as `usual`. */
export function pagingQuery(most: number, usual = most) {
  return {
    limit: whole(1, most).default(usual),
    after: z
      .string()
      .regex(/^\d{1,18}$/, 'must be the cursor of an earlier page')
      .optional(),
  };
}

/**
 * One page of a listing that was asked for one item more than `limit`: the items, and the cursor of the next page when
 * there is one. The link repeats the request with the new cursor.
 */
export function page<T>(
  items: readonly T[],
  limit: number,
  cursorOf: (item: T) => string,
  request: FastifyRequest,
) {
  const results = items.slice(0, limit);
  const last = results.at(-1);
  if (items.length <= limit || last === undefined) return { results };
  const after = cursorOf(last);
  return { results, paging: { next: { after, link: linkTo(request, { after }) } } };
}

/** The request once more, at the path that was called, with other parameters; null takes one out. */
export function linkTo(request: FastifyRequest, params: Readonly<Record<string, string | null>>): string {
  const link = new URL(addressOf(request) + targetOf(request));
  for (const [name, value] of Object.entries(params)) {
    if (value === null) link.searchParams.delete(name);
    else link.searchParams.set(name, value);
  }
  return link.href;
}
