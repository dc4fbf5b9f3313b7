/**
 * Indexes: which properties flows look for records by, and so which have an index over their values; begun and ended at saves.
 * Owns no table: the schema has the indexes, records keep the values. Rows in: saves of flows; rows out: indexes, and the jobs that build and
 * drop them.
 */
export { keepIndexes } from './keep-indexes.ts';
export { indexRoutes } from './routes.ts';
