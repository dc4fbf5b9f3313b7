import type { FlowAccess } from '../../effects/index.ts';
import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { handOffRoutes } from './hand-offs.ts';
import { notificationRoutes } from './notifications.ts';

/** What the routes of messages work with: a message is open to whom its flow and the records in it are. */
export interface MessageService {
  readonly store: Store;
  readonly flows: FlowAccess;
}

/** The list of the routes of messages. */
export function messageRoutes(app: App, service: MessageService): void {
  notificationRoutes(app, service);
  handOffRoutes(app, service);
}
