import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { requireOpen } from '../access.ts';
import type { ListService } from '../hooks.ts';
import { selectLists } from '../queries/lists.ts';
import { folderRoutes } from './folders.ts';
import { idMappingRoutes } from './id-mapping.ts';
import { definitionRoutes } from './lists.ts';
import { membershipRoutes } from './memberships.ts';

/** `/crm/v3/lists`. */
export function listRoutes(app: App, service: ListService): void {
  guardLists(app, service.store);
  definitionRoutes(app, service);
  membershipRoutes(app, service.store);
  folderRoutes(app, service.store);
  idMappingRoutes(app, service.store);
}

const PATH_OF_ONE = /^\/crm\/v3\/lists\/:listId/;

/** Every request on one list first checks that the caller may see the properties that its filters read. */
function guardLists(app: App, { sql }: Store): void {
  app.addHook('preHandler', async ({ params, caller, routeOptions }) => {
    if (!PATH_OF_ONE.test(routeOptions.url ?? '')) return;
    const { listId, sourceListId } = params as { readonly listId: string; readonly sourceListId?: string };
    const ids = sourceListId === undefined ? [listId] : [listId, sourceListId];
    await requireOpen(sql, caller, await selectLists(sql, caller.accountId, ids));
  });
}
