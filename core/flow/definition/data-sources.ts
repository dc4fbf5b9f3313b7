/** Named lookups of records beside the enrolled one; tokens speak of them as `fetched_objects.<name>`. */
import * as z from 'zod';
import { associationCategorySchema } from './association-spec.ts';
import { type DeepReadonly, nameText, optional } from './members.ts';
import { objectTypeIdSchema } from './object-type-id.ts';

const sortSchema = z.object({
  property: z.string(),
  order: z.enum(['ASC', 'DESC']),
  /** Where records without a value stand: `_first`, `_last` (also without it), or as if they had this value. */
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
const propertyFilter = {
  name,
  /** The contract has none; with it, the name of the property needs no object type. */
  objectTypeId: optional(objectTypeIdSchema),
  propertyName: z.string(),
  sortBy: optional(sortSchema),
};

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

/** `0-2/domain`, as names of properties of another type are written elsewhere in a flow. */
const TYPED_NAME = /^(\d+-\d+)\/(.*)$/s;

/**
 * The property by which a source finds records: of its `objectTypeId`, of the type in front of the name, or else of the
 * enrolled type. Undefined where records are found by an association.
 */
export function propertySought(source: DataSource, enrolledType: string) {
  if (!('propertyName' in source)) return undefined;
  const [, typed, name] = TYPED_NAME.exec(source.propertyName) ?? [];
  return {
    objectTypeId: source.objectTypeId ?? typed ?? enrolledType,
    name: name ?? source.propertyName,
  };
}

/** The object type of the records that a source finds. */
export function typeFound(source: DataSource, enrolledType: string): string {
  return propertySought(source, enrolledType)?.objectTypeId ?? (source.objectTypeId as string);
}
