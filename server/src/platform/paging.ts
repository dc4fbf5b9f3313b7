import type { EpochMillis } from '@millrace/core/time';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addressOf } from './address.ts';
import { DEVELOPER_KEY, targetOf } from './targets.ts';
import { whole } from './vocabulary.ts';

/** The dated version in a request's path, `2026-03`; none for a numbered one. */
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

/** A place in a listing by time: the instant of an item, and its id among those of that instant. */
export interface TimePlace {
  readonly at: EpochMillis;
  readonly id: string;
}

/** The cursor of a listing by time, as `timeCursor` writes it. */
export const cursorOfTime = z.string().transform((text, context): TimePlace => {
  const match = /^(\d{1,15})-(\d{1,18})$/.exec(text);
  if (match) return { at: Number(match[1]), id: match[2]! };
  context.addIssue({ code: 'custom', message: 'must be the cursor of an earlier page' });
  return z.NEVER;
});

export function timeCursor({ at, id }: TimePlace): string {
  return `${at}-${id}`;
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
  return { results, paging: pagingTo(cursorOf(last), request) };
}

/** The way to the next page. */
export function pagingTo(after: string, request: FastifyRequest) {
  return { next: { after, link: linkTo(request, { after }) } };
}

/** What was found for a page, one item more than `limit` when there are more, and how far the listing was looked through for it. */
export interface Found<T> {
  readonly items: readonly T[];
  /** The cursor of the place at which the look ended before the listing did. */
  readonly reached: string | undefined;
}

/** The page of what was found: it may be short, and still not the last. */
export function pageFound<T>(
  { items, reached }: Found<T>,
  limit: number,
  cursorOf: (item: T) => string,
  request: FastifyRequest,
) {
  if (items.length > limit || reached === undefined) return page(items, limit, cursorOf, request);
  return { results: [...items], paging: pagingTo(reached, request) };
}

/** The read for a page on either side of a cursor. */
export interface Stretch<Cursor> {
  /** Against the order of the listing, from `before`. */
  readonly backwards: boolean;
  readonly beyond: Cursor | undefined;
  /** One item more than the page, which shows whether another page follows. */
  readonly limit: number;
}

interface TwoWays<Cursor> {
  readonly limit: number;
  readonly after?: Cursor | undefined;
  readonly before?: Cursor | undefined;
}

/** The read for a page after a cursor, or before one, which counts when both are given. */
export function stretchFor<Cursor>({ limit, after, before }: TwoWays<Cursor>): Stretch<Cursor> {
  return { backwards: before !== undefined, beyond: before ?? after, limit: limit + 1 };
}

/** The page of the read items, in the order of the listing, with the cursors of its neighbours. */
export function pageTwoWays<T, Cursor>(
  found: readonly T[],
  { limit, after, before }: TwoWays<Cursor>,
  cursorOf: (item: T) => string,
  request: FastifyRequest,
) {
  const backwards = before !== undefined;
  const items = backwards ? found.slice(0, limit).reverse() : found.slice(0, limit);
  const more = found.length > limit;
  const [first, last] = [items[0], items.at(-1)];
  const forth = (after: string) => ({ after, link: linkTo(request, { after, before: null }) });
  const back = (before: string) => ({ before, link: linkTo(request, { before, after: null }) });
  const next = (backwards || more) && last !== undefined ? { next: forth(cursorOf(last)) } : {};
  const prev =
    (backwards ? more : after !== undefined) && first !== undefined ? { prev: back(cursorOf(first)) } : {};
  const paging = { ...next, ...prev };
  return { items, ...(Object.keys(paging).length === 0 ? {} : { paging }) };
}

/** The request once more, at the path that was called, with other parameters; null takes one out, and a token goes too. */
export function linkTo(request: FastifyRequest, params: Readonly<Record<string, string | null>>): string {
  const link = new URL(addressOf(request) + targetOf(request));
  for (const [name, value] of Object.entries({ [DEVELOPER_KEY]: null, ...params })) {
    if (value === null) link.searchParams.delete(name);
    else link.searchParams.set(name, value);
  }
  return link.href;
}
