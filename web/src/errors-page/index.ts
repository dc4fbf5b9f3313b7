/** What went wrong in all flows, by cause. */
export { ErrorsPage } from './errors-page.tsx';
export { ErrorsTable } from './errors-table.tsx';
