import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import type { RecordKeeper } from '../merging/record-keeper.ts';
import { associationBatchRoutes } from './association-batches.ts';
import { associationLabelRoutes } from './association-labels.ts';
import { associationRoutes } from './associations.ts';
import { engagementRoutes } from './engagements.ts';
import { mergingRoutes } from './merging.ts';
import { objectBatchRoutes } from './object-batches.ts';
import { objectRoutes } from './objects.ts';
import { olderAssociationRoutes } from './older-associations.ts';
import { guardObjectTypes } from './opens.ts';
import { ownerRoutes } from './owners.ts';
import { pipelineStageRoutes } from './pipeline-stages.ts';
import { pipelineRoutes } from './pipelines.ts';
import { propertyRoutes } from './properties.ts';
import { propertyGroupRoutes } from './property-groups.ts';
import { schemaRoutes } from './schemas.ts';
import { searchRoutes } from './search.ts';
import { teamRoutes } from './teams.ts';
import { userRoutes } from './users.ts';

/** The list of the CRM's routes; `keepers` are what other features do when records are erased or merged. */
export function crmRoutes(app: App, store: Store, keepers: readonly RecordKeeper[]): void {
  guardObjectTypes(app);
  objectRoutes(app, store);
  objectBatchRoutes(app, store);
  searchRoutes(app, store);
  mergingRoutes(app, store, keepers);
  propertyRoutes(app, store);
  propertyGroupRoutes(app, store);
  associationRoutes(app, store);
  associationBatchRoutes(app, store);
  associationLabelRoutes(app, store);
  olderAssociationRoutes(app, store);
  schemaRoutes(app, store);
  pipelineRoutes(app, store);
  pipelineStageRoutes(app, store);
  engagementRoutes(app, store);
  ownerRoutes(app, store);
  userRoutes(app, store);
  teamRoutes(app, store);
}
