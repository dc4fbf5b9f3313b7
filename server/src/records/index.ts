/**
 * Records: reading, writing, searching and merging them, the associations between them, and the engagements of older clients.
 * Owns the tables `records`, `company_domains`, `erased_addresses`, `unique_values`, `associations`, `indexed_values`, `search_values`. Rows in: requests, and the
 * writes of forms and of the engine; rows out: a row in `changes` for every write, which triggers, lists and property history read.
 */

export { loadLinks } from './associations/load-links.ts';
export { associatedSql, knownIdsSql, propertySql } from './criteria-sql.ts';
export { recordNotFound } from './errors.ts';
export { findByWords } from './find-by-words.ts';
export { findRecords } from './find-records.ts';
export { flushCompanyDomains } from './flush/flush-company-domains.ts';
export { flushIndexedValues, flushSearchValues } from './flush/flush-indexed-values.ts';
export { flushLinks } from './flush/flush-links.ts';
export { flushRecords } from './flush/flush-records.ts';
export { flushUniqueValues } from './flush/flush-unique-values.ts';
export {
  countRecords,
  lastRecordId,
  liveRecordsSql,
  lockRecords,
  selectInRange,
} from './id-range.ts';
export { beginIndex, beginSearchIndex, buildIndex, buildSearchIndex } from './indexing/build-index.ts';
export { dropIndex, dropSearchIndex, endIndex, endSearchIndex } from './indexing/drop-index.ts';
export {
  comparisonOf,
  indexForFilters,
  keeperOf,
  remakeSearchIndexes,
  SEARCH_INDEXES_MAX,
} from './indexing/keep-search-indexes.ts';
export {
  type Associated,
  drawRecordIds,
  imagesOf,
  type LockMode,
  loadAssociated,
  loadRecords,
  loadUniqueValues,
} from './load.ts';
export { idsOf, idsOfAnyType, knownIds, lockNamed, type Named, readNamed } from './load-named.ts';
export type { RecordKeeper } from './merging/record-keeper.ts';
export { findCompanyByDomain } from './queries/company-domains.ts';
export { type HeldValue, loadHolders } from './queries/holders.ts';
export { countIndexedValues } from './queries/indexed-values.ts';
export { recordUses } from './queries/uses.ts';
export { recordRoutes } from './routes/index.ts';
export { type Narrowed, narrow } from './search/narrow.ts';
export { type CrmUnit, causeOf, writeRecords } from './unit.ts';
export { upsertRecords } from './upsert-records.ts';
