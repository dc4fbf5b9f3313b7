import type { Store } from '../../history/index.ts';
import { type App, batchAnswer } from '../../platform/index.ts';
import { type Changed, setStatuses, unsubscribeFromAll } from '../change-statuses.ts';
import { readSubscriber, statusesOf, wideStatusOf } from '../read-statuses.ts';
import { channelQuery, partialStatus, subscriberParams } from './inputs.ts';

const config = { scopes: ['communication_preferences.read_write'] };
const params = subscriberParams;

/** `/communication-preferences/v4/statuses/{subscriberIdString}`: one contact, by address. */
export function statusRoutes(app: App, store: Store): void {
  const path = '/communication-preferences/v4/statuses/:subscriberIdString';

  const read = { config, schema: { params, querystring: channelQuery } };
  app.get(path, read, async (request) => {
    const { subscribers, contact } = await readSubscriber(
      store,
      request.caller,
      request.params.subscriberIdString,
    );
    return batchAnswer(subscribers.now, statusesOf(subscribers, contact));
  });

  app.post(path, { config, schema: { params, body: partialStatus } }, async (request) => {
    const { subscriberIdString } = request.params;
    return answerOne(await setStatuses(store, request.caller, [{ ...request.body, subscriberIdString }]));
  });

  app.get(`${path}/unsubscribe-all`, read, async (request) => {
    const { subscribers, contact } = await readSubscriber(
      store,
      request.caller,
      request.params.subscriberIdString,
    );
    return batchAnswer(subscribers.now, [wideStatusOf(subscribers, contact)]);
  });

  app.post(`${path}/unsubscribe-all`, read, async (request) => {
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
