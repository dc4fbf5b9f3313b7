/**
 * Email preview: how a marketing email, or its draft, reads for a record, without sending it.
 * Owns no table. Rows in: none; rows out: to pages.
 */
export { emailPreviewRoutes } from './routes.ts';
