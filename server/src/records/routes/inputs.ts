import { z } from 'zod';
import { idText } from '../../platform/index.ts';
import { BATCH_INPUTS_MAX, batchOf } from '../../schema/index.ts';

/** Associations that one new record may come with. */
const NEW_ASSOCIATIONS_MAX = 500;
/** Property or object type names in the body of one request. */
const NAMES_MAX = 1_000;

export const recordParams = z.object({ objectType: z.string(), objectId: z.string() });

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
