import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import { type App, batchAnswerOf, batchError } from '../../platform/index.ts';
import { flowAnswer } from '../answers.ts';
import { FLOW_NOT_FOUND, noFlowText } from '../errors.ts';
import type { FlowService } from '../flow-service.ts';
import { readFlows } from '../read-flows.ts';
import { sendBatch } from './batch-answer.ts';
import { config, flowIdInput } from './flow-io.ts';

/** Flows that one request reads at most. */
const BATCH_FLOWS_MAX = 100;

const input = z.object({ type: z.literal('FLOW_ID'), flowId: flowIdInput });
const body = z.object({ inputs: z.array(input).max(BATCH_FLOWS_MAX) });

/** `{base}/flows/batch/read`: flows in the order asked for, each once; those that are missing or hidden are errors. */
export function batchReadRoutes(app: App, base: string, { store }: FlowService): void {
  const flows = batchAnswerOf(flowAnswer);
  const schema = { summary: 'Read many flows', body, response: { 200: flows, 207: flows } };
  app.post(`${base}/flows/batch/read`, { config, schema }, async (request, reply) => {
    const ids = [...new Set(request.body.inputs.map(({ flowId }) => flowId))];
    const known = ids.filter((id) => /^\d{1,18}$/.test(id));
    const [account, flows] = await Promise.all([
      readAccount(store.sql, request.caller.accountId),
      readFlows(store.sql, request.caller, known),
    ]);
    const found = ids.flatMap((id) => flows.get(id) ?? []);
    const missing = ids.filter((id) => !flows.has(id));
    const notFound = { category: 'OBJECT_NOT_FOUND', subCategory: FLOW_NOT_FOUND };
    const errors = missing.map((id) =>
      batchError({ ...notFound, message: noFlowText(id) }, { flowId: [id] }),
    );
    return sendBatch(
      reply,
      account.now,
      found.map(({ answer }) => answer),
      errors,
    );
  });
}
