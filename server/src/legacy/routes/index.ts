import type { SecretBox } from '../../accounts/index.ts';
import type { FlowService } from '../../flows/index.ts';
import type { App } from '../../platform/index.ts';
import { enrollmentRoutes } from './enrollments.ts';
import { logEventRoutes } from './log-events.ts';
import { performanceRoutes } from './performance.ts';
import { workflowRoutes } from './workflows.ts';

/** The list of the routes of the older API. */
export function legacyRoutes(app: App, flows: FlowService, secrets: SecretBox): void {
  workflowRoutes(app, flows, secrets);
  enrollmentRoutes(app, flows.store);
  logEventRoutes(app, flows.store);
  performanceRoutes(app, flows.store);
}
