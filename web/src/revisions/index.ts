/** The revisions of a flow: who saved what, what differs between two, and the way back. */
export { RevisionsPage } from './revisions-page.tsx';
