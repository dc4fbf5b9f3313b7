import type { App, Sql } from '../../platform/index.ts';
import { requestRoutes } from './requests.ts';
import { ruleRoutes } from './rules.ts';

/** `isCapturing`: whether requests are kept here at all. */
export function outboxRoutes(app: App, sql: Sql, isCapturing: boolean): void {
  ruleRoutes(app, sql, isCapturing);
  requestRoutes(app, sql);
}
