/**
 * Messages: what flows tell the users of an account, and what they leave to a person or a gateway.
 * Owns the tables `notifications` and `hand_offs`. Rows in: from the world of a unit of work, with the step; rows out: to the routes.
 */
export { flushMessages } from './flush.ts';
export { messageKeeper } from './keeper.ts';
export { messageRoutes } from './routes/index.ts';
