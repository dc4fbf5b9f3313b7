import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { pauseRoutes } from './pauses.ts';
import { steerRoutes } from './steer.ts';

/** Routes that the original lacks: pauses, and steering. */
export function steeringRoutes(app: App, store: Store): void {
  pauseRoutes(app, store);
  steerRoutes(app, store);
}
