import { z } from 'zod';
import { type AnswerOf, flag, instant, pagingQuery, searchText, truth } from '../../platform/index.ts';
import type { emailAnswer, pickedEmailAnswer } from '../answers.ts';
import type { EmailFilter, EmailOrder } from '../queries/emails.ts';
import { isPublished, STATES, typeOf } from '../state.ts';

const EMAILS_PER_PAGE_MAX = 300;
const EMAILS_PER_PAGE_USUAL = 10;

/** Filters, order and paging of the listing of emails. */
export const listQuery = z.object({
  ...pagingQuery(EMAILS_PER_PAGE_MAX, EMAILS_PER_PAGE_USUAL),
  archived: flag,
  search: searchText.optional().describe('Occurs in the name; the original has no such filter'),
  isPublished: truth.optional(),
  type: z.string().optional(),
  createdAt: instant.optional(),
  createdAfter: instant.optional(),
  createdBefore: instant.optional(),
  updatedAt: instant.optional(),
  updatedAfter: instant.optional(),
  updatedBefore: instant.optional(),
  sort: z
    .union([z.string(), z.array(z.string()).min(1).max(1)])
    .transform((value) => [value].flat()[0]!)
    .pipe(z.enum(['createdAt', '-createdAt', 'updatedAt', '-updatedAt', 'name', '-name']))
    .default('createdAt'),
  includedProperties: z.union([z.string(), z.array(z.string())]).optional(),
});

type ListQuery = z.output<typeof listQuery>;

const COLUMNS = { createdAt: 'created_at', updatedAt: 'updated_at', name: 'name' } as const;

/** The stretch that the query asks for, in the words of the table. */
export function stretchOf(query: ListQuery): { filter: EmailFilter; order: EmailOrder; offset: number } {
  const member = query.sort.replace('-', '') as keyof typeof COLUMNS;
  return {
    filter: {
      archived: query.archived,
      search: query.search,
      states: statesOf(query),
      createdAfter: query.createdAt === undefined ? query.createdAfter : query.createdAt - 1,
      createdBefore: query.createdAt === undefined ? query.createdBefore : query.createdAt + 1,
      updatedAfter: query.updatedAt === undefined ? query.updatedAfter : query.updatedAt - 1,
      updatedBefore: query.updatedAt === undefined ? query.updatedBefore : query.updatedAt + 1,
    },
    order: { by: COLUMNS[member], direction: query.sort.startsWith('-') ? 'desc' : 'asc' },
    offset: Number(query.after ?? 0),
  };
}

/** The members that are asked for, all when none is named; the id always. */
export function picked(
  email: AnswerOf<typeof emailAnswer>,
  names: string | readonly string[] | undefined,
): AnswerOf<typeof pickedEmailAnswer> {
  if (names === undefined) return email;
  const wanted = new Set(['id', ...[names].flat().flatMap((name) => name.split(','))]);
  return Object.fromEntries(Object.entries(email).filter(([name]) => wanted.has(name)));
}

function statesOf({ type, isPublished: live }: ListQuery): readonly string[] | undefined {
  if (type === undefined && live === undefined) return undefined;
  return STATES.filter(
    (state) =>
      (type === undefined || typeOf(state) === type) && (live === undefined || isPublished(state) === live),
  );
}
