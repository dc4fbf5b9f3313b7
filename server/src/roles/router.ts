import { tokenRoutes } from '../accounts/index.ts';
import { crmRoutes } from '../crm/index.ts';
import { automationRoutes } from '../flows/index.ts';
import { formRoutes } from '../forms/index.ts';
import { mailRoutes } from '../mail/index.ts';
import type { App } from '../platform/index.ts';
import type { Services } from './services.ts';

/** The list of the routes, feature by feature. */
export function registerRoutes(app: App, services: Services): void {
  const { sql, store, tokens, flows } = services;
  tokenRoutes(app, sql, tokens);
  crmRoutes(app, store);
  formRoutes(app, store);
  mailRoutes(app, store);
  automationRoutes(app, flows);
}
