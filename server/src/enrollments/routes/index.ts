import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { accountWideRoutes } from './account-wide.ts';
import { allEnrollmentsRoutes } from './all-enrollments.ts';
import { countRoutes } from './counts.ts';
import { criteriaRoutes } from './criteria.ts';
import { passageRoutes } from './enrollments.ts';
import { explainRoutes } from './explain.ts';
import { explainStepRoutes } from './explain-step.ts';
import { goalRoutes } from './goal.ts';
import { matchingRoutes } from './matching.ts';
import { pinRoutes } from './pins.ts';
import { scheduleRoutes } from './schedule.ts';

/** Routes that the original lacks: a flow's enrollments and their reasons, enrolling by hand and in bulk. */
export function enrollmentRoutes(app: App, store: Store): void {
  allEnrollmentsRoutes(app, store);
  passageRoutes(app, store);
  matchingRoutes(app, store);
  scheduleRoutes(app, store);
  explainRoutes(app, store);
  criteriaRoutes(app, store);
  explainStepRoutes(app, store);
  goalRoutes(app, store);
  countRoutes(app, store);
  pinRoutes(app, store);
  accountWideRoutes(app, store);
}
