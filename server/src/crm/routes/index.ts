import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { objectBatchRoutes } from './object-batches.ts';
import { objectRoutes } from './objects.ts';

/** The list of the CRM's routes. */
export function crmRoutes(app: App, store: Store): void {
  objectRoutes(app, store);
  objectBatchRoutes(app, store);
}
