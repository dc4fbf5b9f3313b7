import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import type { MailLinks } from '../../preferences/index.ts';
import { emailRoutes } from './emails.ts';
import { mailboxRoutes } from './mailbox.ts';
import { reportRoutes } from './reports.ts';
import { revisionRoutes } from './revisions.ts';
import { statisticsRoutes } from './statistics.ts';
import { trackingRoutes } from './tracking.ts';

/** The routes of mail: marketing emails as the original has them, the mailbox, and what mails lead over. */
export function mailRoutes(app: App, store: Store, links: MailLinks): void {
  emailRoutes(app, store);
  revisionRoutes(app, store);
  statisticsRoutes(app, store.sql);
  mailboxRoutes(app, store.sql);
  trackingRoutes(app, store, links);
  reportRoutes(app, store);
}
