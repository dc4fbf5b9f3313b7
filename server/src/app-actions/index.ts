/**
 * App actions: types of action that apps define, and adapters, which give a type that does not run here to a receiver.
 * Owns the tables `app_actions`, `app_action_revisions`, `app_action_functions` and `action_adapters`. Rows in: from requests; rows
 * out: none, but a growing schema version, by which compiled programs find that a definition has changed.
 */
export type { CallbackAnswered } from './app-action-service.ts';
export { askReceiver } from './ask-receiver.ts';
export { loadAppActions, loadCurrentAppActions } from './load-app-actions.ts';
export { eventOf, executionPayload, storedRequest } from './protocol/execution.ts';
export {
  type Call,
  functionOf,
  type MadeRequest,
  requestOf,
  runFunction,
  usualRequest,
} from './protocol/functions.ts';
export { type ReadAnswer, readAnswer } from './protocol/read-answer.ts';
export { readOutputFields } from './protocol/read-outcome.ts';
export { loadReceivers, type NoReceiver, type Receiver } from './receivers.ts';
export { appActionRoutes } from './routes/index.ts';
