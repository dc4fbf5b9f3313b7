import type { App, Sql } from '../../platform/index.ts';
import type { Uses } from '../uses.ts';
import { associationLabelRoutes } from './association-labels.ts';
import { objectTypeRoutes } from './object-types.ts';
import { pipelineStageRoutes } from './pipeline-stages.ts';
import { pipelineRoutes } from './pipelines.ts';
import { propertyRoutes } from './properties.ts';
import { propertyGroupRoutes } from './property-groups.ts';

/** The list of the schema's routes. */
export function schemaRoutes(app: App, sql: Sql, uses: Uses): void {
  propertyRoutes(app, sql);
  propertyGroupRoutes(app, sql);
  associationLabelRoutes(app, sql, uses);
  objectTypeRoutes(app, sql, uses);
  pipelineRoutes(app, sql, uses);
  pipelineStageRoutes(app, sql, uses);
}
