import type { App } from '../../platform/index.ts';
import type { FlowService } from '../flow-service.ts';
import { actionTypeRoutes } from './action-types.ts';
import { batchReadRoutes } from './batch-read.ts';
import { emailCampaignRoutes } from './email-campaigns.ts';
import { flowRoutes } from './flows.ts';
import { historyRoutes } from './history.ts';
import { idMappingRoutes } from './id-mappings.ts';
import { lintRoutes } from './lint.ts';
import { overviewRoutes } from './overview.ts';
import { performanceRoutes } from './performance.ts';
import { policyRoutes } from './policies.ts';
import { revisionRoutes } from './revisions.ts';
import { switchRoutes } from './switch.ts';

/** The original's paths of flows: v4, and one dated beta that stands for all (`roles/dated-paths.ts`). */
const V4 = '/automation/v4';
const BETA = '/automation/2026-09-beta';

/** The list of the routes of flows. The beta has action types and revisions, and no performance. */
export function automationRoutes(app: App, service: FlowService): void {
  for (const base of [V4, BETA]) {
    flowRoutes(app, base, service);
    batchReadRoutes(app, base, service);
    emailCampaignRoutes(app, base, service);
    idMappingRoutes(app, base, service);
  }
  historyRoutes(app, service);
  lintRoutes(app, service);
  overviewRoutes(app, service);
  switchRoutes(app, service);
  policyRoutes(app, service);
  performanceRoutes(app, V4, service);
  revisionRoutes(app, BETA, service);
  actionTypeRoutes(app, BETA, service);
}
