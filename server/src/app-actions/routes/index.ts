import type { App } from '../../platform/index.ts';
import type { AppActionService } from '../app-action-service.ts';
import { adapterRoutes } from './adapters.ts';
import { callbackRoutes } from './callbacks.ts';
import { definitionRoutes } from './definitions.ts';
import { functionRoutes } from './functions.ts';
import { optionRoutes } from './options.ts';
import { revisionRoutes } from './revisions.ts';

/** The list of the routes of app actions. */
export function appActionRoutes(app: App, service: AppActionService): void {
  const { store } = service;
  adapterRoutes(app, service);
  callbackRoutes(app, service);
  definitionRoutes(app, store.sql);
  functionRoutes(app, store.sql);
  optionRoutes(app, { ...service, sql: store.sql });
  revisionRoutes(app, store.sql);
}
