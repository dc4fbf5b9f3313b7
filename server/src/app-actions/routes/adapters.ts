import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { secretName } from '../../accounts/index.ts';
import { type AnswerOf, type App, idOf, noContent, resultsOf, whole } from '../../platform/index.ts';
import { adapterAnswer } from '../answers.ts';
import type { AppActionService } from '../app-action-service.ts';
import { deleteAdapter, findAdapter, putAdapter } from '../change-adapters.ts';
import { receiverUrl } from '../definition/texts.ts';
import { type AdapterRow, selectAdapters } from '../queries/adapters.ts';

const admin = { scopes: ['millrace.admin'] };

/** Seconds that a receiver may take to answer. */
const TIMEOUT_SECONDS_MAX = 300;

const params = z.object({
  actionTypeId: z
    .string()
    .regex(/^\d{1,9}-\d{1,18}$/, 'must be the id of a type of action, such as "0-29" or "1-179507819"'),
});

const body = z
  .strictObject({
    url: receiverUrl,
    secretName: secretName.nullish(),
    appId: idOf('the id of an app').nullish(),
    timeoutSeconds: whole(1, TIMEOUT_SECONDS_MAX).nullish(),
  })
  .refine(
    ({ secretName, appId }) => (secretName ?? null) === null || (appId ?? null) === null,
    'must have either secretName or appId: requests are signed with one of them',
  );

/** `/millrace/v1/action-adapters`: receivers for types of action that do not run here. They stand beside flows, never in them. */
export function adapterRoutes(app: App, { store: { sql }, retryHeld }: AppActionService): void {
  const url = '/millrace/v1/action-adapters';
  const one = `${url}/:actionTypeId`;

  const list = { summary: 'List action adapters', response: { 200: resultsOf(adapterAnswer) } };
  app.get(url, { config: admin, schema: list }, async ({ caller }) => ({
    results: (await selectAdapters(sql, caller.accountId)).map(present),
  }));

  const read = { summary: 'Read an action adapter', params, response: { 200: adapterAnswer } };
  app.get(one, { config: admin, schema: read }, async ({ caller, params }) =>
    present(await findAdapter(sql, caller, params.actionTypeId)),
  );

  const put = {
    summary: 'Give a type of action to a receiver',
    params,
    body,
    response: { 200: adapterAnswer },
  };
  app.put(one, { config: admin, schema: put }, async ({ caller, params, body }) => {
    const { actionTypeId } = params;
    const { url, secretName = null, appId = null, timeoutSeconds = null } = body;
    const saved = await putAdapter(sql, caller, {
      actionTypeId,
      url,
      secretName,
      timeoutSeconds,
      appId: appId === null ? null : Number(appId),
    });
    // What was held, since nothing ran it, is run now.
    await retryHeld(caller.accountId, actionTypeId);
    return present(saved);
  });

  const remove = { summary: 'Take a type of action from its receiver', params, response: noContent };
  app.delete(one, { config: admin, schema: remove }, async ({ caller, params }, reply) => {
    await deleteAdapter(sql, caller, params.actionTypeId);
    return reply.code(204).send();
  });
}

function present(row: AdapterRow): AnswerOf<typeof adapterAnswer> {
  const { appId, createdAt, updatedAt, ...rest } = row;
  return {
    ...rest,
    appId: appId === null ? null : String(appId),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
  };
}
