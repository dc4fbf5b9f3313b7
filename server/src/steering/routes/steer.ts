import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { jobAnswer, presentJob } from '../../jobs/index.ts';
import type { App, Caller } from '../../platform/index.ts';
import { steerPreviewAnswer } from '../answers.ts';
import { id } from '../inputs.ts';
import { type SteerInput, steerBody, steerFlowsBody } from '../steer/input.ts';
import { previewSteering } from '../steer/preview.ts';
import { startSteering } from '../steer/start.ts';

const config = { scopes: ['automation'] };

/** Moving many enrollments at once: of one flow, or of several. */
export function steerRoutes(app: App, store: Store): void {
  const preview = (caller: Caller, flowIds: readonly string[], input: SteerInput) =>
    previewSteering(store, caller, flowIds, input);
  const start = async (caller: Caller, flowIds: readonly string[], input: SteerInput) =>
    presentJob(await startSteering(store, caller, flowIds, input));

  const params = z.object({ flowId: id });
  const url = '/millrace/v1/flows/:flowId/steer';
  const lookOne = {
    summary: 'Count which enrollments of a flow would be steered, and how',
    params,
    body: steerBody,
    response: { 200: steerPreviewAnswer },
  };
  app.post(`${url}/preview`, { config, schema: lookOne }, ({ caller, params: { flowId }, body }) =>
    preview(caller, [flowId], body),
  );
  const steerOne = {
    summary: 'Steer enrollments of a flow: unenroll, pause, resume, skip waits, jump, retry',
    params,
    body: steerBody,
    response: { 202: jobAnswer },
  };
  app.post(url, { config, schema: steerOne }, async ({ caller, params: { flowId }, body }, reply) =>
    reply.code(202).send(await start(caller, [flowId], body)),
  );

  const lookMany = {
    summary: 'Count which enrollments of several flows would be steered, and how',
    body: steerFlowsBody,
    response: { 200: steerPreviewAnswer },
  };
  app.post('/millrace/v1/enrollments/steer/preview', { config, schema: lookMany }, ({ caller, body }) =>
    preview(caller, flowsOf(body), body),
  );
  const steerMany = {
    summary: 'Steer enrollments of several flows of one object type',
    body: steerFlowsBody,
    response: { 202: jobAnswer },
  };
  app.post('/millrace/v1/enrollments/steer', { config, schema: steerMany }, async ({ caller, body }, reply) =>
    reply.code(202).send(await start(caller, flowsOf(body), body)),
  );
}

function flowsOf({ filter }: z.output<typeof steerFlowsBody>): string[] {
  return [...new Set(filter.flowIds.map((flowId) => String(BigInt(flowId))))];
}
