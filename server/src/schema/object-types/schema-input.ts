import { z } from 'zod';
import { propertyCreate } from '../properties/definition-input.ts';

const NAMES_MAX = 100;
const TEXT_CHARACTERS_MAX = 5_000;
const SCHEMA_PROPERTIES_MAX = 1_000;

const storable = (text: string) => !text.includes('\0') && text.isWellFormed();
const text = z.string().min(1).max(250).refine(storable, 'has characters that cannot be stored');
const labels = z.object({ singular: text.optional(), plural: text.optional() });
const propertyNames = z.array(z.string()).max(NAMES_MAX);
const description = z
  .string()
  .max(TEXT_CHARACTERS_MAX)
  .refine(storable, 'has characters that cannot be stored');

export const schemaCreate = z.object({
  name: z
    .string()
    .max(50)
    .regex(
      /^[A-Za-z][A-Za-z0-9_]*$/,
      'must begin with a letter and have only letters, digits and underscores',
    ),
  labels,
  description: description.nullish().transform((value) => value ?? null),
  primaryDisplayProperty: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  secondaryDisplayProperties: propertyNames.default([]),
  searchableProperties: propertyNames.default([]),
  requiredProperties: propertyNames.default([]),
  properties: z
    .array(propertyCreate.extend({ groupName: z.string().optional() }))
    .max(SCHEMA_PROPERTIES_MAX)
    .default([]),
  associatedObjects: z.array(z.string()).max(NAMES_MAX).default([]),
  shouldCreateSameObjectAssociation: z.boolean().default(false),
});
export type SchemaCreate = z.output<typeof schemaCreate>;

export const schemaUpdate = z
  .object({
    labels,
    description,
    clearDescription: z.boolean(),
    primaryDisplayProperty: z.string(),
    secondaryDisplayProperties: propertyNames,
    searchableProperties: propertyNames,
    requiredProperties: propertyNames,
  })
  .partial();
export type SchemaUpdate = z.output<typeof schemaUpdate>;

export const associationCreate = z.object({
  fromObjectTypeId: z.string(),
  toObjectTypeId: z.string(),
  name: z.string().max(100).optional(),
});
