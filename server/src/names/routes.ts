import { z } from 'zod';
import { type App, type Sql, whole } from '../platform/index.ts';
import { READS_ANY_RECORDS } from '../schema/index.ts';
import { lookUpNames, NAMED_KINDS } from './look-up.ts';
import { recordNames } from './record-names.ts';
import { FOUND_KINDS, searchEverything } from './search.ts';

/** Things of one kind in one request: more than a flow mentions. */
const IDS_PER_KIND_MAX = 2_000;
/** Object types whose properties one request asks for. */
const OBJECT_TYPES_MAX = 20;
/** Characters of an id. */
const ID_CHARACTERS_MAX = 200;

const ids = z.array(z.string().min(1).max(ID_CHARACTERS_MAX)).max(IDS_PER_KIND_MAX);
const body = z.strictObject({
  objectTypeIds: z
    .array(z.string().max(100))
    .max(OBJECT_TYPES_MAX)
    .default([])
    .describe('Those whose properties are wanted'),
  associations: ids.default([]).describe('By category and id: HUBSPOT_DEFINED/279'),
  things: z
    .strictObject(
      Object.fromEntries(NAMED_KINDS.map((kind) => [kind, ids.optional()])) as Record<
        (typeof NAMED_KINDS)[number],
        z.ZodOptional<typeof ids>
      >,
    )
    .default({})
    .describe('Ids by kind'),
  records: ids.default([]).describe('By type and id: 0-1/1003'),
});

const words = z.string();
const namesAnswer = z
  .strictObject({
    objectTypes: z.record(z.string(), z.strictObject({ singular: words, plural: words })),
    associations: z
      .record(z.string(), z.strictObject({ label: words.nullable(), toObjectTypeId: z.string().optional() }))
      .describe('By category and id: HUBSPOT_DEFINED/279'),
    properties: z.record(
      z.string(),
      z.record(
        z.string(),
        z.strictObject({
          label: words,
          type: z.string().optional(),
          options: z.array(z.strictObject({ value: z.string(), label: words })).optional(),
          holds: z.enum(['owner', 'user', 'team']).optional(),
          isMoney: z.boolean().optional(),
        }),
      ),
    ),
    things: z
      .record(z.string(), z.record(z.string(), words))
      .describe('Names by kind and id; what is not there is left out'),
    records: z
      .record(z.string(), words)
      .describe('Names by type and id: 0-1/1003; what is not there, or not to be read, is left out'),
    timeZone: z.string(),
    currency: z.string(),
  })
  .meta({ id: 'Names' });

/** What is found of each kind, unless a request says, and at most. */
const FOUND_USUAL = 6;
const FOUND_MAX = 50;
/** Letters of a search: of one there would be too many. */
const LETTERS_MIN = 2;
const LETTERS_MAX = 100;

const searchQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .min(LETTERS_MIN)
    .max(LETTERS_MAX)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'has characters that cannot be stored'),
  kinds: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(FOUND_KINDS)))
    .optional()
    .describe(`Of ${FOUND_KINDS.join(', ')}, with commas between; by default all`),
  limit: whole(1, FOUND_MAX).default(FOUND_USUAL).describe('Of each kind, and of records of each type'),
});

const foundAnswer = z
  .strictObject({
    kind: z.enum(FOUND_KINDS),
    id: z.string(),
    objectTypeId: z.string().nullable(),
    name: z.string(),
    hint: z.string().nullable().describe('What tells it from others of its name'),
  })
  .meta({ id: 'FoundThing' });

/** `/millrace/v1/names`: what the things of sentences are called; `/millrace/v1/search`: what is called so. */
export function nameRoutes(app: App, sql: Sql): void {
  const look = {
    summary: 'Look up what things are called, many at once: as sentences about flows need them',
    body,
    response: { 200: namesAnswer },
  };
  const config = { scopes: ['automation'] };
  app.post(
    '/millrace/v1/names',
    { config, schema: look },
    async ({ caller, body: { records, ...query } }) => {
      const [named, found] = await Promise.all([
        recordNames(sql, caller, records),
        lookUpNames(sql, caller, query),
      ]);
      return { ...found, records: named };
    },
  );

  const search = {
    summary: 'Search flows, records, lists, forms and emails by what they are called',
    querystring: searchQuery,
    response: { 200: z.strictObject({ results: z.array(foundAnswer) }) },
  };
  const searched = {
    anyScope: ['automation', 'crm.lists.read', 'forms', 'content', ...READS_ANY_RECORDS.anyScope],
  } as const;
  app.get('/millrace/v1/search', { config: searched, schema: search }, async ({ caller, query }) => {
    const { q: text, kinds = FOUND_KINDS, limit } = query;
    return { results: [...(await searchEverything(sql, caller, { text, kinds, limit }))] };
  });
}
