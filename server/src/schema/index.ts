/**
 * The schema of each account: object types, properties, association types and their labels, pipelines; and the scopes of its
 * parts and their records. The standard part stands in `core/crm`.
 * Owns the tables `object_types`, `properties`, `property_groups`, `association_types`, `pipelines`, `pipeline_audits`,
 * `property_indexes`, `search_indexes`. Rows in:
 * requests; rows out: none, but a growing schema version, by which `loadSchema` validates its cache.
 */

export { associationTypeAnswer, propertyAnswer } from './answers.ts';
export { unknownObjectType } from './errors.ts';
export { done, failed, type InputResult, only } from './input-result.ts';
export { loadSchema } from './load-schema.ts';
export {
  type Access,
  hiddenProperties,
  openObjectType,
  READS_ANY_RECORDS,
  recordScope,
  requireIds,
  requireProperties,
  requireRecords,
  scopeFamily,
  sensitiveScope,
  typeNamed,
} from './object-access.ts';
export { label, option as propertyOption, text as storableText } from './properties/definition-input.ts';
export { presentProperty } from './properties/present.ts';
export { defineByServer } from './properties/write-properties.ts';
export {
  deletePropertyIndex,
  drawPropertyIndexId,
  insertPropertyIndex,
  type PropertyIndexRow,
  selectPropertyIndexes,
  setFlowsOfIndex,
  setIndexReady,
} from './queries/property-indexes.ts';
export {
  areSearchIndexesReady,
  drawSearchIndexId,
  insertSearchIndex,
  noteIndexUse,
  removeSearchIndex,
  type SearchIndexRow,
  selectSearchIndexes,
  setSearchIndexReady,
} from './queries/search-indexes.ts';
export { answerBatch, inputContext } from './routes/batch-answer.ts';
export { schemaRoutes } from './routes/index.ts';
export { BATCH_INPUTS_MAX, batchOf, names, objectTypeParams } from './routes/inputs.ts';
export { guardObjectTypes, READS_RECORDS, WRITES_RECORDS } from './routes/opens.ts';
export { changeSchemaOf, type SchemaUnit } from './schema-unit.ts';
export type { Uses } from './uses.ts';
export { type CrmView, viewOf } from './view.ts';
