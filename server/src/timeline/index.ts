/**
 * The timeline of a record: its changes, events, mails and passages in one order of time, from wherever they are kept.
 * Owns no table. Rows in: none; it reads those of `history`, `mail` and `passages`, as far as they are open to the caller.
 */
export { timelineRoutes } from './routes.ts';
