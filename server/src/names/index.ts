/**
 * Names: what the things are called that sentences and pages mention by their ids, many in one request; and what is called so.
 * Owns no table. Rows in: none; rows out: to pages and programs.
 */
export { nameRoutes } from './routes.ts';
