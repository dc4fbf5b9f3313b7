/**
 * The original's older workflow API (v3 and v2), over contacts only: each workflow is a flow with a legacy id, made,
 * read and run by the same code as any other.
 * Owns no table. Rows in: requests; rows out: flows through `flows`, enrollments through `enrollments`,
 * the credentials of webhooks through `accounts`.
 */
export { legacyRoutes } from './routes/index.ts';
