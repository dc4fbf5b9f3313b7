import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { emailRoutes } from './emails.ts';
import { mailboxRoutes } from './mailbox.ts';
import { revisionRoutes } from './revisions.ts';
import { statisticsRoutes } from './statistics.ts';

/** The routes of mail: marketing emails as the original has them, and the mailbox. */
export function mailRoutes(app: App, store: Store): void {
  emailRoutes(app, store);
  revisionRoutes(app, store);
  statisticsRoutes(app, store.sql);
  mailboxRoutes(app, store.sql);
}
