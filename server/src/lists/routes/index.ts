import type { App } from '../../platform/index.ts';
import type { ListService } from '../hooks.ts';
import { folderRoutes } from './folders.ts';
import { idMappingRoutes } from './id-mapping.ts';
import { definitionRoutes } from './lists.ts';
import { membershipRoutes } from './memberships.ts';

/** `/crm/v3/lists`. */
export function listRoutes(app: App, service: ListService): void {
  definitionRoutes(app, service);
  membershipRoutes(app, service.store);
  folderRoutes(app, service.store);
  idMappingRoutes(app, service.store);
}
