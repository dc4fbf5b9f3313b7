import { z } from 'zod';

/** Inputs of one batch. */
export const BATCH_INPUTS_MAX = 100;
/** Associations that one new record may come with. */
const NEW_ASSOCIATIONS_MAX = 500;
/** Property or object type names in the body of one request. */
const NAMES_MAX = 1_000;

/** A name in a path; NUL is in no name that the database keeps. */
export const pathName = z.string().regex(/^[^\0]*$/, 'has characters that are in no name');

export const objectTypeParams = z.object({ objectType: z.string() });
export const recordParams = z.object({ objectType: z.string(), objectId: z.string() });

/** Names in a query, repeated or joined with commas. How many is bounded by the length that a URL may have. */
export const names = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat().flatMap((text) => text.split(',')))
  .transform((list) => [...new Set(list.map((name) => name.trim()).filter((name) => name !== ''))]);

export const propertyValues = z.record(z.string(), z.unknown());

export const objectId = z.object({ id: idText() });

export const associationSpec = z.object({
  associationCategory: z.enum(['HUBSPOT_DEFINED', 'USER_DEFINED', 'INTEGRATOR_DEFINED', 'WORK']).nullish(),
  associationTypeId: z.int32(),
});

export const newRecord = z.object({
  /** Not taken, and the answer says so. */
  id: z
    .unknown()
    .transform((given) =>
      given === null || given === undefined
        ? undefined
        : typeof given === 'string'
          ? given
          : JSON.stringify(given),
    )
    .optional(),
  properties: propertyValues,
  associations: z
    .array(z.object({ to: objectId, types: z.array(associationSpec).min(1) }))
    .max(NEW_ASSOCIATIONS_MAX)
    .nullish()
    .transform((list) => list ?? []),
  objectWriteTraceId: z.string().nullish(),
});

export const batchNewRecords = batchOf(newRecord);

export const batchUpdates = batchOf(
  z.object({
    id: idText(),
    idProperty: z.string().nullish(),
    properties: propertyValues,
    objectWriteTraceId: z.string().nullish(),
  }),
);

export const batchIds = batchOf(objectId);

export const batchRead = z.object({
  inputs: z.array(objectId).max(BATCH_INPUTS_MAX),
  idProperty: z.string().nullish(),
  properties: z.array(z.string()).max(NAMES_MAX).nullish(),
  propertiesWithHistory: z.array(z.string()).max(NAMES_MAX).nullish(),
});

export function batchOf<T extends z.ZodType>(input: T) {
  return z.object({ inputs: z.array(input).max(BATCH_INPUTS_MAX) });
}

/** Ids travel as decimal strings; a number is taken for one, as clients send both. */
export function idText() {
  return z.union([z.string(), z.number().int().nonnegative()]).transform(String);
}
