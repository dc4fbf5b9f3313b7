import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import { type App, type BatchError, batchAnswerOf, batchError } from '../../platform/index.ts';
import { idPairAnswer } from '../answers.ts';
import { FLOW_NOT_FOUND, noFlowText, WORKFLOW_NOT_FOUND } from '../errors.ts';
import type { FlowService } from '../flow-service.ts';
import { type IdPair, selectIdPairs } from '../queries/id-pairs.ts';
import { sendBatch } from './batch-answer.ts';
import { config, idInput, required } from './flow-io.ts';

/** Ids that one request maps at most. */
const BATCH_IDS_MAX = 1_000;

/** Clients that were generated from an older edition of the original's reference have other names for the ids. */
const input = z.discriminatedUnion('type', [
  z
    .object({ type: z.literal('FLOW_ID'), flowId: idInput, flowMigrationStatuses: idInput })
    .transform(({ type, flowId, flowMigrationStatuses }, context) => ({
      type,
      flowId: required(flowId ?? flowMigrationStatuses, 'flowId', '100001', context),
    })),
  z
    .object({
      type: z.literal('WORKFLOW_ID'),
      workflowId: idInput,
      flowMigrationStatusForClassicWorkflows: idInput,
    })
    .transform(({ type, workflowId, flowMigrationStatusForClassicWorkflows }, context) => ({
      type,
      workflowId: required(
        workflowId ?? flowMigrationStatusForClassicWorkflows,
        'workflowId',
        '1001',
        context,
      ),
    })),
]);
const body = z.object({ inputs: z.array(input).max(BATCH_IDS_MAX) });
type Input = z.infer<typeof input>;

/** `{base}/workflow-id-mappings/batch/read`: from a flow to the id that the legacy API knows it by, and back. */
export function idMappingRoutes(app: App, base: string, { store }: FlowService): void {
  const pairs = batchAnswerOf(idPairAnswer);
  const summary = 'Map flow ids to legacy workflow ids and back';
  app.post(
    `${base}/workflow-id-mappings/batch/read`,
    { config, schema: { summary, body, response: { 200: pairs, 207: pairs } } },
    async (request, reply) => {
      const { inputs } = request.body;
      const account = await readAccount(store.sql, request.caller.accountId);
      const pairs = await selectIdPairs(
        store.sql,
        account.id,
        idsOf(inputs, 'FLOW_ID'),
        idsOf(inputs, 'WORKFLOW_ID'),
      );
      const found = new Set<IdPair>();
      const missing = new Map<string, Input>();
      for (const input of inputs) {
        const pair = pairs.find((candidate) => isFor(candidate, input));
        if (pair) found.add(pair);
        else missing.set(`${input.type} ${idOf(input)}`, input);
      }
      return sendBatch(
        reply,
        account.now,
        [...found].map((pair) => Buffer.from(JSON.stringify(pair))),
        [...missing.values()].map(notMapped),
      );
    },
  );
}

function idOf(input: Input): string {
  return input.type === 'FLOW_ID' ? input.flowId : input.workflowId;
}

/** The ids of one kind that can be ids at all. */
function idsOf(inputs: readonly Input[], type: Input['type']): string[] {
  return inputs.filter((input) => input.type === type && /^\d{1,18}$/.test(idOf(input))).map(idOf);
}

function isFor(pair: IdPair, input: Input): boolean {
  return idOf(input) === String(input.type === 'FLOW_ID' ? pair.flowId : pair.workflowId);
}

function notMapped(input: Input): BatchError {
  const id = idOf(input);
  const category = 'OBJECT_NOT_FOUND';
  if (input.type === 'WORKFLOW_ID') {
    const message = `There is no flow with the workflow id "${id}".`;
    return batchError({ category, subCategory: WORKFLOW_NOT_FOUND, message }, { workflowId: [id] });
  }
  const message = `${noFlowText(id)} Only flows over contacts have a workflow id.`;
  return batchError({ category, subCategory: FLOW_NOT_FOUND, message }, { flowId: [id] });
}
