import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import type { Store } from '../../history/index.ts';
import { type App, batchAnswer } from '../../platform/index.ts';
import {
  changeSubscriptionType,
  createSubscriptionType,
  subscriptionTypeCreate,
  subscriptionTypeUpdate,
} from '../define-subscription-type.ts';
import { listSubscriptionTypes } from '../queries.ts';
import { presentSubscriptionType } from '../subscription-type.ts';

/** What can be subscribed to: read at the original's path, written at one of our own, as the original has none. */
export function subscriptionTypeRoutes(app: App, store: Store): void {
  const read = { config: { scopes: ['communication_preferences.read_write'] } };
  app.get('/communication-preferences/v4/definitions', read, async (request) => {
    const { id, now } = await readAccount(store.sql, request.caller.accountId);
    return batchAnswer(now, (await listSubscriptionTypes(store.sql, id)).map(presentSubscriptionType));
  });

  const config = { scopes: ['millrace.admin'] };
  const path = '/millrace/v1/subscription-types';
  app.post(path, { config, schema: { body: subscriptionTypeCreate } }, async (request, reply) =>
    reply
      .code(201)
      .send(presentSubscriptionType(await createSubscriptionType(store, request.caller, request.body))),
  );

  const params = z.object({ subscriptionTypeId: z.string() });
  const update = { config, schema: { params, body: subscriptionTypeUpdate } };
  app.patch(`${path}/:subscriptionTypeId`, update, async (request) => {
    const { subscriptionTypeId } = request.params;
    const changed = await changeSubscriptionType(store, request.caller, subscriptionTypeId, request.body);
    return presentSubscriptionType(changed);
  });
}
