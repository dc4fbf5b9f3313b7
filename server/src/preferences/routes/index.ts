import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { statusBatchRoutes } from './status-batches.ts';
import { statusRoutes } from './statuses.ts';
import { subscriptionTypeRoutes } from './subscription-types.ts';
import { preferenceRoutesV3 } from './v3.ts';

/** The list of the routes of communication preferences. */
export function preferenceRoutes(app: App, store: Store): void {
  subscriptionTypeRoutes(app, store);
  statusRoutes(app, store);
  statusBatchRoutes(app, store);
  preferenceRoutesV3(app, store);
}
