import type { App } from '../../platform/index.ts';
import type { FlowService } from '../flow-service.ts';
import { BETAS, V4 } from './bases.ts';
import { flowRoutes } from './flows.ts';

/** The list of the routes of flows. */
export function automationRoutes(app: App, service: FlowService): void {
  for (const base of [V4, ...BETAS]) flowRoutes(app, base, service);
}
