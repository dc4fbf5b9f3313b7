import type { Woken } from '../../effects/index.ts';
import type { Store, Unit } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { callbackRoutes } from './callbacks.ts';
import { definitionRoutes } from './definitions.ts';
import { functionRoutes } from './functions.ts';
import { revisionRoutes } from './revisions.ts';

/** What the routes of app actions work with. */
export interface AppActionService {
  readonly store: Store;
  /** Makes enrollments due whose outcome has come. */
  readonly wake: (unit: Unit, woken: readonly Woken[]) => Promise<void>;
}

/** The list of the routes of app actions. */
export function appActionRoutes(app: App, { store, wake }: AppActionService): void {
  callbackRoutes(app, store, wake);
  definitionRoutes(app, store.sql);
  functionRoutes(app, store.sql);
  revisionRoutes(app, store.sql);
}
