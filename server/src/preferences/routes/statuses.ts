import type { Store } from '../../history/index.ts';
import { type App, batchAnswer, batchAnswerOf } from '../../platform/index.ts';
import { statusAnswer, wideStatusAnswer } from '../answers.ts';
import { type Changed, setStatuses, unsubscribeFromAll } from '../change-statuses.ts';
import { readSubscriber, statusesOf, wideStatusOf } from '../read-statuses.ts';
import { channelQuery, partialStatus, subscriberParams } from './inputs.ts';

const config = { scopes: ['communication_preferences.read_write'] };
const params = subscriberParams;

/** `/communication-preferences/v4/statuses/{subscriberIdString}`: one contact, by address. */
export function statusRoutes(app: App, store: Store): void {
  const path = '/communication-preferences/v4/statuses/:subscriberIdString';

  const asked = { params, querystring: channelQuery };
  const read = {
    summary: 'Read the subscriptions of a contact',
    ...asked,
    response: { 200: batchAnswerOf(statusAnswer) },
  };
  app.get(path, { config, schema: read }, async (request) => {
    const { subscribers, contact } = await readSubscriber(
      store,
      request.caller,
      request.params.subscriberIdString,
    );
    return batchAnswer(subscribers.now, statusesOf(subscribers, contact));
  });

  const write = {
    summary: 'Subscribe or unsubscribe a contact',
    params,
    body: partialStatus,
    response: { 200: batchAnswerOf(statusAnswer) },
  };
  app.post(path, { config, schema: write }, async (request) => {
    const { subscriberIdString } = request.params;
    return answerOne(await setStatuses(store, request.caller, [{ ...request.body, subscriberIdString }]));
  });

  const readWide = {
    summary: 'Read whether a contact is unsubscribed from all email',
    ...asked,
    response: { 200: batchAnswerOf(wideStatusAnswer) },
  };
  app.get(`${path}/unsubscribe-all`, { config, schema: readWide }, async (request) => {
    const { subscribers, contact } = await readSubscriber(
      store,
      request.caller,
      request.params.subscriberIdString,
    );
    return batchAnswer(subscribers.now, [wideStatusOf(subscribers, contact)]);
  });

  const unsubscribe = { ...read, summary: 'Unsubscribe a contact from all email' };
  app.post(`${path}/unsubscribe-all`, { config, schema: unsubscribe }, async (request) => {
    const changed = await unsubscribeFromAll(store, request.caller, [request.params.subscriberIdString]);
    const answer = answerOne(changed);
    // The original says what has changed only when it is asked to.
    return request.query.verbose ? answer : { ...answer, results: [] };
  });
}

/** The result of the only input; its error is thrown. */
function answerOne({ outcomes, now }: Changed) {
  const [outcome] = outcomes;
  if (!outcome?.ok) throw outcome?.error ?? new Error('One input has one outcome.');
  return batchAnswer(now, outcome.statuses);
}
