/**
 * The parts of a CRM: object types, properties, pipelines and association types, standard and an account's own (`CrmSchema`);
 * and the rules for making and linking records: checked and derived values, defaults, unique names.
 */

export { type AddressMove, addressMoves, blocksOf, carried, valuesOfMove } from './address-moves.ts';
export { type AssociationSpec, CATEGORIES, checkSpec } from './association-spec.ts';
export { type AssociationType, isPrimary } from './association-type.ts';
export {
  checkProperties,
  checkValue,
  UNIQUE_VALUE_CHARACTERS_MAX,
  VALUE_CHARACTERS_MAX,
} from './check-properties.ts';
export { withDerived } from './derived-properties.ts';
export {
  type Link,
  link,
  primaryQuestions,
  singlePrimary,
  unlink,
} from './link.ts';
export { withDefaults } from './new-defaults.ts';
export { newRecord } from './new-record.ts';
export type { ObjectType } from './object-type.ts';
export {
  type Access,
  ANY_RECORDS_SCOPES,
  definitionScopes,
  recordScope,
  scopeFamily,
  type TypeOfScopes,
} from './opening-scopes.ts';
export { inOrder } from './pipelines/pipeline-book.ts';
export type { PropertyIndex } from './property-index.ts';
export type { PropertyValues } from './property-values.ts';
export { isRecordId } from './record-id.ts';
export {
  CrmSchema,
  type PropertyGroup,
  type SchemaRows,
  type Sensitivity,
} from './schema.ts';
export type { Comparison, SearchIndex, SearchIndexKind } from './search-index.ts';
export { shownAs } from './shown-as.ts';
export { sourceType } from './source-type.ts';
export { COMPANY, CONTACT, DEAL, TASK, TICKET } from './standard/ids.ts';
export { BOOL_OPTIONS, PLAIN_PROPERTY, propertyTable } from './standard/notation.ts';
export { STANDARD_OBJECT_TYPES } from './standard/object-types.ts';
export { type Pipeline, type PipelineStage, STANDARD_PIPELINES } from './standard/pipelines.ts';
export { withStartingStage } from './starting-stage.ts';
export {
  isOptOut,
  isOutOfAll,
  OPTED_OUT_OF_ALL,
  optOutProperty,
  type SubscriptionOutcome,
  type SubscriptionState,
  subscriptionChange,
  subscriptionState,
} from './subscriptions.ts';
export { namesIn, UniqueValueTaken } from './unique.ts';
export { objectTypeNames, propertyWords, schemaNames } from './words.ts';
