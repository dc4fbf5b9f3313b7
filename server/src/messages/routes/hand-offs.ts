import { z } from 'zod';
import { noteAudit } from '../../audit/index.ts';
import { type App, notFound, page, pageOf, truth } from '../../platform/index.ts';
import { handOffAnswer, presentHandOff } from '../answers.ts';
import type { MessageService } from '../message-service.ts';
import { listHandOffs, markDone } from '../queries/hand-offs.ts';
import { config, id, listed } from './inputs.ts';

const path = '/millrace/v1/hand-offs';

/** `/millrace/v1/hand-offs`: what a person or a gateway is to do for flows, in the order of its asking. */
export function handOffRoutes(app: App, { store, flows }: MessageService): void {
  const list = {
    summary: 'List what is left to a person or a gateway, oldest first',
    querystring: z.object({
      ...listed,
      isDone: truth.optional(),
      actionTypeId: z
        .string()
        .regex(/^\d-\d{1,18}$/, 'must be a type of action, such as "0-40900952"')
        .optional(),
    }),
    response: { 200: pageOf(handOffAnswer) },
  };
  app.get(path, { config, schema: list }, async (request) => {
    const { caller, query } = request;
    const { limit, after, ...filter } = query;
    if (filter.flowId !== undefined) await flows.require(caller, filter.flowId, 'read');
    const flowIds = await flows.open(caller, 'read');
    const found = await listHandOffs(store.sql, caller.accountId, { ...filter, flowIds }, after, limit + 1);
    const { results, ...paging } = page(found, limit, (each) => each.id, request);
    return { results: results.map(presentHandOff), ...paging };
  });

  const done = {
    summary: 'Say that it is done',
    params: z.object({ handOffId: id }),
    response: { 200: handOffAnswer },
  };
  app.post(`${path}/:handOffId/done`, { config, schema: done }, async ({ caller, params }) => {
    const { handOffId } = params;
    const flowIds = await flows.open(caller, 'write');
    const marked = await store.write(caller.accountId, async (unit) => {
      const done = await markDone(unit, handOffId, flowIds);
      if (done?.doneAt === unit.account.now) {
        const { actionTypeId, flowId, enrollmentId, actionId } = done;
        const summary = `Said that the hand-off ${handOffId} of ${actionTypeId} is done.`;
        const detail = { actionTypeId, flowId, enrollmentId, actionId };
        await noteAudit(unit, caller, { kind: 'HAND_OFF_DONE', id: handOffId, summary, detail });
      }
      return done;
    });
    if (!marked) throw notFound(`There is no hand-off ${handOffId}.`, { handOffId: [handOffId] });
    return presentHandOff(marked);
  });
}
