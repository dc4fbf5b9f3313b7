import { z } from 'zod';
import { whole } from '../../platform/index.ts';

/** Filter groups of one search, of which a record must meet one. */
export const SEARCH_GROUPS_MAX = 5;
/** Filters of one group, of which a record must meet all. */
export const SEARCH_GROUP_FILTERS_MAX = 6;
/** Filters of one search. */
export const SEARCH_FILTERS_MAX = 18;
/** Values of one IN or NOT_IN filter. */
export const SEARCH_VALUES_MAX = 1_000;
/** Values of one IN or NOT_IN filter that name several options at once, "a;b". */
export const SEARCH_JOINT_VALUES_MAX = 50;
/** Characters of a filter's value, and of `query`. */
export const SEARCH_TEXT_CHARACTERS_MAX = 3_000;
/** Words of all token filters' values, and of `query`. */
export const SEARCH_WORDS_MAX = 50;
/** Sorts of one search; the original knows one. */
export const SEARCH_SORTS_MAX = 3;
/** Records of one page. */
export const SEARCH_PAGE_RECORDS_MAX = 200;
/** Records of one search that can be paged to, however many match. */
export const SEARCH_RECORDS_MAX = 10_000;

/** Records of one page, unless a request says. */
const PAGE_RECORDS = 10;
/** Property names in one request. */
const NAMES_MAX = 1_000;

const text = z
  .string()
  .max(SEARCH_TEXT_CHARACTERS_MAX)
  .refine((value) => !value.includes('\0') && value.isWellFormed(), 'has characters that cannot be stored');

/** Numbers and yes-or-no values are taken for their text, as clients send them. */
const value = z.union([text, z.number(), z.boolean()]).transform(String);

const filter = z.object({
  propertyName: text,
  operator: text,
  value: value.nullish(),
  highValue: value.nullish(),
  values: z.array(value).max(SEARCH_VALUES_MAX).nullish(),
});

const filters = z.array(filter).max(SEARCH_GROUP_FILTERS_MAX);

const sort = z.union([
  text.transform(readSort),
  z.object({ propertyName: text, direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
]);

/** The number of results before the page; clients begin with nothing, "" or 0. */
const after = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((cursor) => String(cursor ?? '') || '0')
  .pipe(
    z
      .string()
      .regex(/^\d{1,9}$/, 'must be the cursor of an earlier page')
      .transform(Number),
  );

/** The body of a search, its members in one form. */
export const searchRequest = z.object({
  filterGroups: z
    .array(z.object({ filters }))
    .max(SEARCH_GROUPS_MAX)
    .nullish()
    .transform((groups) => groups ?? []),
  /** One group, as short requests write it. */
  filters: filters.nullish(),
  query: text.nullish().transform((query) => query ?? ''),
  sorts: z
    .array(sort)
    .max(SEARCH_SORTS_MAX)
    .nullish()
    .transform((sorts) => sorts ?? []),
  properties: z
    .array(z.string())
    .max(NAMES_MAX)
    .nullish()
    .transform((names) => names ?? []),
  /** 0 asks for the total alone. */
  limit: whole(0, SEARCH_PAGE_RECORDS_MAX).default(PAGE_RECORDS),
  after,
});

export type SearchRequest = z.output<typeof searchRequest>;
export type SearchFilter = z.output<typeof filter>;
export type SearchSort = Exclude<z.output<typeof sort>, string>;

/** `amount`, `-amount`, or the object as JSON, which older clients send as a text. */
function readSort(written: string): { propertyName: string; direction: 'ASCENDING' | 'DESCENDING' } {
  if (written.startsWith('{')) {
    const object = z
      .object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).catch('ASCENDING') })
      .safeParse(parsedJson(written));
    if (object.success) return object.data;
  }
  return written.startsWith('-')
    ? { propertyName: written.slice(1), direction: 'DESCENDING' }
    : { propertyName: written, direction: 'ASCENDING' };
}

function parsedJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
