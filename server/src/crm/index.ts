/**
 * The CRM: object types, properties, records, associations; the original's object, property, association and schema APIs.
 * Owns the tables `object_types`, `properties`, `property_groups`, `association_types`, `records`, `unique_values`,
 * `associations`. Rows in: requests, and the writes of forms and of the engine; rows out: a row in `changes` for every
 * write, which triggers, lists and property history read.
 */
export {
  type CheckMode,
  checkProperties,
  checkValue,
  type PropertyValues,
  UNIQUE_VALUE_CHARACTERS_MAX,
  VALUE_CHARACTERS_MAX,
} from './check-properties.ts';
export { loadSchema } from './load-schema.ts';
export {
  type AssociationType,
  CrmSchema,
  isPrimary,
  type ObjectType,
  type PropertyGroup,
  type SchemaRows,
} from './schema.ts';
export type { Pipeline, PipelineStage } from './standard/pipelines.ts';
