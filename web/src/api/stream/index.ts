/** Hints of what has changed: one stream a browser, led by one of its tabs, and what is shown is asked for anew. */
export type { StreamState } from './connection.ts';
export type { StreamEvent } from './events.ts';
export { onHint, useStanding } from './standing.ts';
export { startLive } from './subscribe.ts';
