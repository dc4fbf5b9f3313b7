/**
 * Retention: how long history is kept, and its deletion, chunk by chunk, behind everything else.
 * Owns the table `retention`. Rows in: settings from the routes; rows out: none. What is deleted belongs to others, who say how.
 */

export { retentionRoutes } from './routes.ts';
export { dueRetention, runRetention } from './run.ts';
