/**
 * Alerts: tells people and programs when a flow begins to fail, once a day while it goes on, and when it has recovered.
 * Owns the tables `alert_rules`, `alerts` and `alert_log`. Rows in: causes of failed steps from `passages`, rules from the routes; rows out: effects, which
 * performers send.
 */
export { dueAlerts, lookAgain, lookAtFailures } from './look.ts';
export { hasRules } from './queries.ts';
export { alertRoutes } from './routes.ts';
