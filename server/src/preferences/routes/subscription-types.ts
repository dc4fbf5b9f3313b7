import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import type { Store } from '../../history/index.ts';
import { type App, batchAnswer, batchAnswerOf } from '../../platform/index.ts';
import { subscriptionTypeAnswer } from '../answers.ts';
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
  const reading = { scopes: ['communication_preferences.read_write'] };
  const read = {
    summary: 'List subscription types',
    response: { 200: batchAnswerOf(subscriptionTypeAnswer) },
  };
  app.get('/communication-preferences/v4/definitions', { config: reading, schema: read }, async (request) => {
    const { id, now } = await readAccount(store.sql, request.caller.accountId);
    return batchAnswer(now, (await listSubscriptionTypes(store.sql, id)).map(presentSubscriptionType));
  });

  const config = { scopes: ['millrace.admin'] };
  const path = '/millrace/v1/subscription-types';
  const create = {
    summary: 'Make a subscription type',
    body: subscriptionTypeCreate,
    response: { 201: subscriptionTypeAnswer },
  };
  app.post(path, { config, schema: create }, async (request, reply) =>
    reply
      .code(201)
      .send(presentSubscriptionType(await createSubscriptionType(store, request.caller, request.body))),
  );

  const params = z.object({ subscriptionTypeId: z.string() });
  const update = {
    config,
    schema: {
      summary: 'Change a subscription type',
      params,
      body: subscriptionTypeUpdate,
      response: { 200: subscriptionTypeAnswer },
    },
  };
  app.patch(`${path}/:subscriptionTypeId`, update, async (request) => {
    const { subscriptionTypeId } = request.params;
    const changed = await changeSubscriptionType(store, request.caller, subscriptionTypeId, request.body);
    return presentSubscriptionType(changed);
  });
}
