import type { RecordImage } from '@millrace/core/record';
import type { Store } from '../../history/index.ts';
import type { App, Caller } from '../../platform/index.ts';
import { type Changed, type StatusAnswer, setStatuses, unsubscribeFromAll } from '../change-statuses.ts';
import { noSuchSubscriber } from '../contacts.ts';
import { readSubscribers, type Subscribers, statusesOf, wideStatusOf } from '../read-statuses.ts';
import { completed, type Failure } from './answers.ts';
import { channelQuery, statusBatch, subscriberBatch } from './inputs.ts';

const config = { scopes: ['communication_preferences.read_write'] };

/** `/communication-preferences/v4/statuses/batch/…`: up to a hundred contacts at a time. */
export function statusBatchRoutes(app: App, store: Store): void {
  const path = '/communication-preferences/v4/statuses/batch';
  const subscribers = { config, schema: { querystring: channelQuery, body: subscriberBatch } };

  app.post(`${path}/read`, subscribers, async (request, reply) => {
    const answer = await readBatch(store, request.caller, request.body.inputs, (found, contact, address) => ({
      subscriberIdString: address,
      statuses: statusesOf(found, contact),
    }));
    return reply.code('errors' in answer ? 207 : 200).send(answer);
  });

  app.post(`${path}/unsubscribe-all/read`, subscribers, async (request, reply) => {
    const answer = await readBatch(store, request.caller, request.body.inputs, (found, contact, address) => ({
      subscriberIdString: address,
      wideStatuses: [wideStatusOf(found, contact)],
    }));
    return reply.code('errors' in answer ? 207 : 200).send(answer);
  });

  app.post(`${path}/write`, { config, schema: { body: statusBatch } }, async (request) => {
    const { inputs } = request.body;
    const changed = await setStatuses(store, request.caller, inputs);
    const addresses = inputs.map(({ subscriberIdString }) => subscriberIdString);
    return answerChanges(changed, addresses, (statuses) => statuses);
  });

  app.post(`${path}/unsubscribe-all`, subscribers, async (request) => {
    const addresses = request.body.inputs;
    const changed = await unsubscribeFromAll(store, request.caller, addresses);
    const verbose = request.query.verbose;
    return answerChanges(changed, addresses, (statuses, subscriberIdString) => [
      { subscriberIdString, ...(verbose ? { statuses } : {}) },
    ]);
  });
}

async function readBatch<T>(
  store: Store,
  caller: Caller,
  addresses: readonly string[],
  present: (found: Subscribers, contact: RecordImage, address: string) => T,
) {
  const found = await readSubscribers(store, caller, addresses);
  const results = found.contacts.flatMap((contact, index) =>
    contact ? [present(found, contact, addresses[index] ?? '')] : [],
  );
  const missing = addresses.filter((_, index) => !found.contacts[index]);
  const failures = missing.map(
    (subscriber): Failure => ({ subscriber, error: noSuchSubscriber(subscriber) }),
  );
  return completed(found.now, results, failures);
}

/** The original answers 200 here whatever became of the inputs. */
function answerChanges<T>(
  { outcomes, now }: Changed,
  addresses: readonly string[],
  present: (statuses: readonly StatusAnswer[], address: string) => readonly T[],
) {
  const results = outcomes.flatMap((outcome, index) =>
    outcome.ok ? present(outcome.statuses, addresses[index] ?? '') : [],
  );
  const failures = outcomes.flatMap((outcome, index): Failure[] =>
    outcome.ok ? [] : [{ subscriber: addresses[index] ?? '', error: outcome.error }],
  );
  return completed(now, results, failures);
}
