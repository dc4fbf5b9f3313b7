/** What would happen to a record: a dry run of the flow as it stands here. */
export { TestPanel } from './test-panel.tsx';
