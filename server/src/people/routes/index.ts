import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { ownerRoutes } from './owners.ts';
import { teamRoutes } from './teams.ts';
import { userRoutes } from './users.ts';

/** The list of the routes of people. */
export function peopleRoutes(app: App, store: Store): void {
  ownerRoutes(app, store);
  userRoutes(app, store);
  teamRoutes(app, store);
}
