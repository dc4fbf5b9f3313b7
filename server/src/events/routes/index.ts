import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { definitionRoutes } from './definitions.ts';
import { eventTypeRoutes } from './event-types.ts';
import { occurrenceRoutes } from './occurrences.ts';
import { sendRoutes } from './send.ts';

/** The list of the routes of events. */
export function eventRoutes(app: App, store: Store): void {
  sendRoutes(app, store);
  occurrenceRoutes(app, store);
  definitionRoutes(app, store);
  eventTypeRoutes(app, store);
}
