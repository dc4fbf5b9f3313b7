import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import type { MailLinks } from '../mail-links.ts';
import { linkRoutes } from './links.ts';
import { pageRoutes } from './pages.ts';
import { statusBatchRoutes } from './status-batches.ts';
import { statusRoutes } from './statuses.ts';
import { subscriptionTypeRoutes } from './subscription-types.ts';
import { preferenceRoutesV3 } from './v3.ts';

/** The list of the routes of communication preferences. */
export function preferenceRoutes(app: App, store: Store, links: MailLinks): void {
  subscriptionTypeRoutes(app, store);
  statusRoutes(app, store);
  statusBatchRoutes(app, store);
  preferenceRoutesV3(app, store);
  linkRoutes(app, store, links);
  pageRoutes(app, store, links);
}
