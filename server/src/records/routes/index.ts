import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import type { RecordKeeper } from '../merging/record-keeper.ts';
import { associationBatchRoutes } from './association-batches.ts';
import { associationRoutes } from './associations.ts';
import { engagementRoutes } from './engagements.ts';
import { mergingRoutes } from './merging.ts';
import { objectBatchRoutes } from './object-batches.ts';
import { objectRoutes } from './objects.ts';
import { olderAssociationRoutes } from './older-associations.ts';
import { searchRoutes } from './search.ts';

/** The list of the routes of records; `keepers` are other features' hooks on erasing and merging. */
export function recordRoutes(app: App, store: Store, keepers: readonly RecordKeeper[]): void {
  objectRoutes(app, store);
  objectBatchRoutes(app, store);
  searchRoutes(app, store);
  mergingRoutes(app, store, keepers);
  associationRoutes(app, store);
  associationBatchRoutes(app, store);
  olderAssociationRoutes(app, store);
  engagementRoutes(app, store);
}
