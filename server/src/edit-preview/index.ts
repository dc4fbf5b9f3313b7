/**
 * Edit preview: what a save of a flow would do to those inside, and whom its criteria would match, before it is saved. Drives waits by one step in
 * memory, as a batch would after the save. Owns no table, and writes nothing.
 */
export { editPreviewRoutes } from './routes.ts';
