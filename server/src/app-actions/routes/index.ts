import type { App, Sql } from '../../platform/index.ts';
import { definitionRoutes } from './definitions.ts';
import { functionRoutes } from './functions.ts';
import { revisionRoutes } from './revisions.ts';

/** The list of the routes of app actions. */
export function appActionRoutes(app: App, sql: Sql): void {
  definitionRoutes(app, sql);
  functionRoutes(app, sql);
  revisionRoutes(app, sql);
}
