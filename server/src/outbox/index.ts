/**
 * Outbox: requests to the outside world that are kept instead of sent, and rules for what they are answered. Fills the port `Capture` of
 * `outgoing`.
 * Owns the tables `outbox` and `outbox_rules`. Rows in: requests of performers, rules of callers; rows out: none.
 */
export { capture, type OutboxOptions } from './outbox.ts';
export { forgetRequests } from './queries/forget-requests.ts';
export { outboxKeeper } from './queries/outbox-keeper.ts';
export { outboxRoutes } from './routes/index.ts';
