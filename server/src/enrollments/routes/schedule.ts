import { requireFlowRecords } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { scheduleAnswer } from '../answers.ts';
import { readSchedule } from '../read-schedule.ts';
import { config, flowParams } from './inputs.ts';

/** When the schedule of a flow comes next. */
export function scheduleRoutes(app: App, store: Store): void {
  const schema = {
    summary: "Read the next occurrences of a flow's schedule, and how many records they would enroll now",
    params: flowParams,
    response: { 200: scheduleAnswer },
  };
  app.get(
    '/millrace/v1/flows/:flowId/schedule',
    { config, schema },
    async ({ caller, params: { flowId } }) => {
      await requireFlowRecords(store.sql, caller, flowId, 'read');
      return readSchedule(store, caller.accountId, flowId);
    },
  );
}
