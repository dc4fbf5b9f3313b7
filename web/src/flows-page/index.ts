/** The flows of the account. */
export { FlowsPage } from './flows-page.tsx';
