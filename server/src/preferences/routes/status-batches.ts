import type { RecordImage } from '@millrace/core/record';
import type { z } from 'zod';
import type { Store } from '../../history/index.ts';
import {
  type ApiError,
  type App,
  type BatchError,
  batchAnswer,
  batchAnswerOf,
  batchError,
  type Caller,
} from '../../platform/index.ts';
import { statusAnswer, statusesOfAnswer, unsubscribedAnswer, wideStatusesOfAnswer } from '../answers.ts';
import { type Changed, type StatusAnswer, setStatuses, unsubscribeFromAll } from '../change-statuses.ts';
import { noSuchSubscriber } from '../contacts.ts';
import { readSubscribers, type Subscribers, statusesOf, wideStatusOf } from '../read-statuses.ts';
import { channelQuery, statusBatch, subscriberBatch } from './inputs.ts';

const config = { scopes: ['communication_preferences.read_write'] };

/** `/communication-preferences/v4/statuses/batch/…`: up to a hundred contacts at a time. */
export function statusBatchRoutes(app: App, store: Store): void {
  const path = '/communication-preferences/v4/statuses/batch';
  const subscribers = { querystring: channelQuery, body: subscriberBatch };

  const read = {
    summary: 'Read the subscriptions of many contacts',
    ...subscribers,
    response: someOf(statusesOfAnswer),
  };
  app.post(`${path}/read`, { config, schema: read }, async (request, reply) => {
    const answer = await readBatch(store, request.caller, request.body.inputs, (found, contact, address) => ({
      subscriberIdString: address,
      statuses: statusesOf(found, contact),
    }));
    return reply.code('errors' in answer ? 207 : 200).send(answer);
  });

  const readWide = {
    summary: 'Read which of many contacts are unsubscribed from all email',
    ...subscribers,
    response: someOf(wideStatusesOfAnswer),
  };
  app.post(`${path}/unsubscribe-all/read`, { config, schema: readWide }, async (request, reply) => {
    const answer = await readBatch(store, request.caller, request.body.inputs, (found, contact, address) => ({
      subscriberIdString: address,
      wideStatuses: [wideStatusOf(found, contact)],
    }));
    return reply.code('errors' in answer ? 207 : 200).send(answer);
  });

  const write = {
    summary: 'Subscribe or unsubscribe many contacts',
    body: statusBatch,
    response: { 200: batchAnswerOf(statusAnswer) },
  };
  app.post(`${path}/write`, { config, schema: write }, async (request) => {
    const { inputs } = request.body;
    const changed = await setStatuses(store, request.caller, inputs);
    const addresses = inputs.map(({ subscriberIdString }) => subscriberIdString);
    return answerChanges(changed, addresses, (statuses) => statuses);
  });

  const unsubscribe = {
    summary: 'Unsubscribe many contacts from all email',
    ...subscribers,
    response: { 200: batchAnswerOf(unsubscribedAnswer) },
  };
  app.post(`${path}/unsubscribe-all`, { config, schema: unsubscribe }, async (request) => {
    const addresses = request.body.inputs;
    const changed = await unsubscribeFromAll(store, request.caller, addresses);
    const verbose = request.query.verbose;
    return answerChanges(changed, addresses, (statuses, subscriberIdString) => [
      { subscriberIdString, ...(verbose ? { statuses } : {}) },
    ]);
  });
}

/** 207 when some inputs have no result. */
function someOf<S extends z.ZodType>(result: S) {
  const answer = batchAnswerOf(result);
  return { 200: answer, 207: answer };
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
  const errors = missing.map((address) => subscriberError(noSuchSubscriber(address), address));
  return batchAnswer(found.now, results, errors);
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
  const errors = outcomes.flatMap((outcome, index) =>
    outcome.ok ? [] : [subscriberError(outcome.error, addresses[index] ?? '')],
  );
  return batchAnswer(now, results, errors);
}

function subscriberError(error: ApiError, address: string): BatchError {
  return batchError(error, { subscriberIdString: [address] });
}
