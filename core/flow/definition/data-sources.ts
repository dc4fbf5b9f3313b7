/** Named lookups of records beside the enrolled one; tokens speak of them as `fetched_objects.<name>`. */
import * as z from 'zod';
import { associationCategorySchema } from './association-spec.ts';
import { type DeepReadonly, nameText, optional } from './members.ts';
import { objectTypeIdSchema } from './object-type-id.ts';

const sortSchema = z.object({
  property: z.string(),
  order: z.enum(['ASC', 'DESC']),
  missing: optional(z.string()),
});
export type DataSourceSort = DeepReadonly<z.infer<typeof sortSchema>>;

const name = nameText.min(1);
const association = {
  name,
  objectTypeId: objectTypeIdSchema,
  associationCategory: associationCategorySchema,
  associationTypeId: z.int32(),
};
const propertyFilter = { name, propertyName: z.string(), sortBy: optional(sortSchema) };

export const dataSourceSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ASSOCIATION'), ...association, sortBy: optional(sortSchema) }),
  z.object({ type: z.literal('ASSOCIATION_TIMESTAMP'), ...association }),
  z.object({ type: z.literal('STATIC_PROPERTY_FILTER'), ...propertyFilter, staticValue: z.string() }),
  z.object({
    type: z.literal('ENROLLED_RECORD_PROPERTY_FILTER'),
    ...propertyFilter,
    recordFieldName: z.string(),
  }),
  z.object({
    type: z.literal('DATASET_FIELD_PROPERTY_FILTER'),
    ...propertyFilter,
    datasetFieldName: z.string(),
  }),
  z.object({
    type: z.literal('ENROLLED_ARGUMENT_PROPERTY_FILTER'),
    ...propertyFilter,
    argumentName: z.string(),
  }),
]);
export type DataSource = DeepReadonly<z.infer<typeof dataSourceSchema>>;
