import { z } from 'zod';
import { type App, noContent } from '../../platform/index.ts';
import { storableText } from '../../schema/index.ts';
import type { AppActionService } from '../app-action-service.ts';
import { completeCallbacks } from '../complete-callbacks.ts';
import { ACTIONS } from './action-io.ts';

const config = { scopes: ['automation'] };

/** Callbacks of one batch. */
const BATCH_CALLBACKS_MAX = 100;
const CALLBACK_ID_CHARACTERS_MAX = 1_200;
const REASON_CHARACTERS_MAX = 200;

/** What values may be is said where they are read, as for answers. */
const outputs = z.record(z.string(), z.unknown());

/** Who asks for it in the original is nothing to the outcome here. */
const completion = z.object({
  outputFields: outputs,
  typedOutputs: outputs.nullish(),
  failureReasonType: storableText(REASON_CHARACTERS_MAX)
    .nullish()
    .transform((reason) => reason ?? undefined),
});

const callbackId = z.string().min(1).max(CALLBACK_ID_CHARACTERS_MAX);
const batch = z.object({
  inputs: z.array(completion.extend({ callbackId })).min(1).max(BATCH_CALLBACKS_MAX),
});

/** `/automation/v4/actions/callbacks`: outcomes of actions that wait for them. */
export function callbackRoutes(app: App, service: AppActionService): void {
  const url = `${ACTIONS}/callbacks`;

  const complete = {
    summary: 'Tell the outcome of an action that waits for it',
    params: z.object({ callbackId }),
    body: completion,
    response: noContent,
  };
  app.post(`${url}/:callbackId/complete`, { config, schema: complete }, async (request, reply) => {
    const { caller, params, body } = request;
    await completeCallbacks(service, caller.accountId, [{ ...params, ...withTyped(body), path: '' }]);
    return reply.code(204).send();
  });

  const many = {
    summary: 'Tell the outcomes of actions that wait for them: all or none',
    body: batch,
    response: noContent,
  };
  app.post(`${url}/complete`, { config, schema: many }, async ({ caller, body }, reply) => {
    const told = body.inputs.map((each, index) => ({ ...withTyped(each), path: `inputs[${index}].` }));
    await completeCallbacks(service, caller.accountId, told);
    return reply.code(204).send();
  });
}

function withTyped<T extends z.output<typeof completion>>(given: T) {
  return { ...given, typedOutputs: given.typedOutputs ?? undefined };
}
