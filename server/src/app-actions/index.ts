/**
 * App actions: types of action that apps define, and adapters, which give a type that does not run here to a receiver.
 * Owns the tables `app_actions`, `app_action_revisions`, `app_action_functions` and `action_adapters`. Rows in: from requests; rows
 * out: none, but a growing schema version, by which compiled programs find that a definition has changed.
 */
export { appActionRoutes } from './routes/index.ts';
