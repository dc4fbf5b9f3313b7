import type { App } from '../../platform/index.ts';
import type { MessageService } from '../message-service.ts';
import { handOffRoutes } from './hand-offs.ts';
import { notificationRoutes } from './notifications.ts';

/** The list of the routes of messages. */
export function messageRoutes(app: App, service: MessageService): void {
  notificationRoutes(app, service);
  handOffRoutes(app, service);
}
