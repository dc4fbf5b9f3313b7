import { tokenRoutes } from '../accounts/index.ts';
import type { App } from '../platform/index.ts';
import type { Services } from './services.ts';

/** The list of the routes, feature by feature. */
export function registerRoutes(app: App, services: Services): void {
  const { sql, tokens } = services;
  tokenRoutes(app, sql, tokens);
}
