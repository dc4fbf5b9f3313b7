/** What happened to a record, the latest first. */
export { Timeline } from './timeline.tsx';
