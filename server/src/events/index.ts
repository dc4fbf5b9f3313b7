/**
 * Events from outside: an account's own event types, and occurrences of these and of the original's types, such as page
 * views. And those that meetings, calls and tasks raise for the records around them.
 * Owns the tables `event_types`, `event_marks`, `visitors`. Rows in: requests; rows out: events, and a change of kind
 * `event` for each, which flows and lists read.
 */
export { eventTypeNames, findEventTypes } from './definitions.ts';
export type { EventType } from './event-type.ts';
export { hiddenAnswers } from './hidden-answers.ts';
export { visitorKeeper } from './occurrences.ts';
export { raiseActivityEvents } from './raise-activity-events.ts';
export { eventRoutes } from './routes/index.ts';
export { nameOfStandard } from './standard-types.ts';
