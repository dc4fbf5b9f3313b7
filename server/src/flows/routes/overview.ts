import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type App, flag, fromBase64url, page, truth, whole } from '../../platform/index.ts';
import { overviewAnswer } from '../answers.ts';
import type { FlowService } from '../flow-service.ts';
import { OVERVIEW_STATES, overviewReader, placeOf } from '../overview.ts';
import { type Place, SORT_KEYS, type Sorting } from '../overview-order.ts';
import { config, listed } from './flow-io.ts';

/** Flows on one page of a listing that looks into each, by default and at most. */
const PAGE_OVERVIEW_MAX = 50;
/** Characters of a name that is looked for. */
const SEARCH_CHARACTERS_MAX = 200;

/** One of the keys, for the other direction with a minus before it. */
const sort = z
  .enum(SORT_KEYS.flatMap((key) => [key, `-${key}`] as const))
  .default('id')
  .transform(
    (text): Sorting => ({ by: text.replace(/^-/, '') as Sorting['by'], down: text.startsWith('-') }),
  );

/** Where a page ended: opaque, since what flows are sorted by may change meanwhile. */
const place = z.tuple([z.union([z.string(), z.number(), z.null()]), z.string().regex(/^\d{1,18}$/)]);
const after = z.string().transform((text, context): Place => {
  const read = place.safeParse(parsed(fromBase64url(text)?.toString()));
  if (read.success) return { value: read.data[0], id: read.data[1] };
  context.addIssue({ code: 'custom', message: 'must be the cursor of an earlier page' });
  return z.NEVER;
});

const querystring = z.object({
  search: z
    .string()
    .trim()
    .min(1)
    .max(SEARCH_CHARACTERS_MAX)
    .optional()
    .describe('A part of the name, or the id'),
  isEnabled: truth.optional(),
  objectTypeId: z.string().max(50).optional(),
  state: z.enum(OVERVIEW_STATES).optional(),
  deleted: flag.describe('Those that are deleted instead'),
  sort: sort.describe(`By which of ${SORT_KEYS.join(', ')}; with a minus the largest first`),
  after: after.optional(),
  limit: whole(1, PAGE_OVERVIEW_MAX).default(PAGE_OVERVIEW_MAX),
});

/** `/millrace/v1/flows`: the flows as a list for people. */
export function overviewRoutes(app: App, { store }: FlowService): void {
  const read = overviewReader(store.sql);
  const list = {
    summary:
      'List flows with what goes on in each: counts, lint findings, pauses, the last change; search and sort them',
    querystring,
    response: { 200: overviewAnswer },
  };
  app.get('/millrace/v1/flows', { config, schema: list }, async (request) => {
    const { query } = request;
    const { rows, saves, findings, total } = await read(request.caller, query);
    const cursorOf = (row: (typeof rows)[number]) => {
      const { value, id } = placeOf(row, query.sort);
      return Buffer.from(JSON.stringify([value, id])).toString('base64url');
    };
    const { results, ...paging } = page(rows, query.limit, cursorOf, request);
    return {
      results: results.map(({ flow, totals, paused }) => {
        const { lastEnrolledAt, lastFailedAt, ...counts } = totals;
        const save = saves.get(flow.id);
        return {
          ...listed(flow),
          counts,
          // A flow that was deleted just now has nothing said of it.
          lint: findings.get(flow.id) ?? { errors: 0, warnings: 0, infos: 0 },
          lastEnrolledAt: lastEnrolledAt === null ? null : iso(lastEnrolledAt),
          lastFailedAt: lastFailedAt === null ? null : iso(lastFailedAt),
          lastChange: { at: iso(save?.at ?? flow.updatedAt), by: save?.by ?? null },
          paused,
        };
      }),
      ...paging,
      total,
    };
  });
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
