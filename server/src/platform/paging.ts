import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

/** `limit` and `after` of a listing; `most` items at most and by default as many as `usual`. */
export function pagingQuery(most: number, usual = most) {
  return {
    limit: z.coerce.number().int().min(1).max(most).default(usual),
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
  const link = new URL(request.url, `${request.protocol}://${request.host}`);
  link.searchParams.set('after', after);
  return { results, paging: { next: { after, link: link.href } } };
}
