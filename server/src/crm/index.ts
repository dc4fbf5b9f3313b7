/**
 * The CRM: object types, properties, records, associations, pipelines, owners; the original's APIs for these.
 * Owns the tables `object_types`, `properties`, `property_groups`, `association_types`, `pipelines`, `pipeline_audits`,
 * `owners`, `records`, `company_domains`, `erased_addresses`, `unique_values`, `associations`. Rows in: requests, and the writes of forms and of the engine; rows out: a
 * row in `changes` for every write, which triggers, lists and property history read.
 */

export { loadLinks } from './associations/load-links.ts';

export { flushWorld, type UniqueProperties } from './flush.ts';
export {
  type Associated,
  drawRecordIds,
  type LockMode,
  loadAssociated,
  loadRecords,
  loadUniqueValues,
} from './load.ts';
export { idsOf, idsOfAnyType, lockNamed, type Named, readNamed } from './load-named.ts';
export { loadSchema } from './load-schema.ts';
export type { RecordKeeper } from './merging/record-keeper.ts';

export {
  hiddenProperties,
  openObjectType,
  READS_ANY_RECORDS,
  recordScope,
  requireProperties,
  requireRecords,
  scopeFamily,
  sensitiveScope,
  typeNamed,
} from './object-access.ts';
export { only } from './outcome.ts';
export type { Owner } from './owners/owner.ts';

export { label, option as propertyOption, text as storableText } from './properties/definition-input.ts';
export { presentProperty } from './properties/present.ts';

export { defineByServer } from './properties/write-properties.ts';
export { findCompanyByDomain } from './queries/company-domains.ts';
export { loadOwners } from './queries/owners.ts';
export { findRecords } from './records/find-records.ts';

export { upsertRecords } from './records/upsert-records.ts';
export { recordRoutes } from './routes/index.ts';
export { peopleRoutes } from './routes/people-list.ts';
export { schemaRoutes } from './routes/schema-list.ts';

export { changeSchemaOf, type SchemaUnit } from './schema-unit.ts';

export { type CrmUnit, uniquePropertiesOf, worldOf, writeRecords } from './unit.ts';
