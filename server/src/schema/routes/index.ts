import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { associationLabelRoutes } from './association-labels.ts';
import { objectTypeRoutes } from './object-types.ts';
import { pipelineStageRoutes } from './pipeline-stages.ts';
import { pipelineRoutes } from './pipelines.ts';
import { propertyRoutes } from './properties.ts';
import { propertyGroupRoutes } from './property-groups.ts';

/** The list of the schema's routes. */
export function schemaRoutes(app: App, store: Store): void {
  propertyRoutes(app, store);
  propertyGroupRoutes(app, store);
  associationLabelRoutes(app, store);
  objectTypeRoutes(app, store);
  pipelineRoutes(app, store);
  pipelineStageRoutes(app, store);
}
