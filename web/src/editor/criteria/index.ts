/** Filters and events in the forms of a flow: what builds them is loaded when the first is shown, and every change is an edit. */
export { CriteriaList } from './criteria-list.tsx';
export { EventList } from './event-list.tsx';
export { FlowCriteria } from './flow-criteria.tsx';
