/**
 * Live: people who look at something hear when it changes, over one stream for each browser. Hints only: whoever hears one reads anew.
 * Rows in: none; what is told comes from units of work that say so (`Unit.tell`), and from the hooks here.
 */
export { type LiveService, liveRoutes } from './routes.ts';
export type { StreamObserver } from './stream.ts';
export { tellOfFlow } from './tell-flow.ts';
