import { z } from 'zod';
import type { App, Sql } from '../platform/index.ts';
import { lookUpNames, NAMED_KINDS } from './look-up.ts';

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
    timeZone: z.string(),
    currency: z.string(),
  })
  .meta({ id: 'Names' });

/** `/millrace/v1/names`: what the things of sentences are called. */
export function nameRoutes(app: App, sql: Sql): void {
  const look = {
    summary: 'Look up what things are called, many at once: as sentences about flows need them',
    body,
    response: { 200: namesAnswer },
  };
  const config = { scopes: ['automation'] };
  app.post('/millrace/v1/names', { config, schema: look }, ({ caller, body: query }) =>
    lookUpNames(sql, caller, query),
  );
}
