/** Filters and events in the forms of a flow: what builds them is loaded when the first is shown, and every change is an edit. */
export { FlowCriteria } from './flow-criteria.tsx';
export { FlowEvent, NEW_EVENT } from './flow-event.tsx';
