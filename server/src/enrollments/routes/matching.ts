import { requireFlow, requireFlowRecords } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { jobAnswer, previewAnswer } from '../answers.ts';
import { cancelJob, presentJob, readJob } from '../enroll-matching.ts';
import { preview } from '../preview.ts';
import { config, flowParams, id } from './inputs.ts';

/** The records that meet a flow's criteria now: their number, and the jobs that enroll them all. */
export function matchingRoutes(app: App, store: Store): void {
  const url = '/millrace/v1/flows/:flowId';

  const look = {
    summary: 'Count the records that match, by the outcome of enrolling them',
    params: flowParams,
    response: { 200: previewAnswer },
  };
  app.get(`${url}/preview`, { config, schema: look }, async (request) => {
    const { flowId } = request.params;
    await requireFlowRecords(store.sql, request.caller, flowId);
    return preview(store, request.caller.accountId, flowId);
  });

  const params = flowParams.extend({ jobId: id });
  const read = {
    summary: 'Read the progress of enrolling every matching record',
    params,
    response: { 200: jobAnswer },
  };
  app.get(`${url}/enrollment-jobs/:jobId`, { config, schema: read }, async (request) => {
    const { flowId, jobId } = request.params;
    await requireFlow(store.sql, request.caller, flowId, 'read');
    return presentJob(await readJob(store, request.caller.accountId, flowId, jobId));
  });

  const cancel = { summary: 'Cancel enrolling every matching record', params, response: { 200: jobAnswer } };
  app.delete(`${url}/enrollment-jobs/:jobId`, { config, schema: cancel }, async (request) => {
    const { flowId, jobId } = request.params;
    await requireFlow(store.sql, request.caller, flowId, 'write');
    return presentJob(await cancelJob(store, request.caller, flowId, jobId));
  });
}
