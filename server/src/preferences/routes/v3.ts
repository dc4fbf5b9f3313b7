import type { RecordImage } from '@millrace/core/record';
import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import type { AnswerOf, App, Caller } from '../../platform/index.ts';
import { olderDefinitionsAnswer, olderStatusAnswer, olderStatusesAnswer } from '../answers.ts';
import { setStatuses } from '../change-statuses.ts';
import { listSubscriptionTypes } from '../queries.ts';
import { readSubscriber, type Subscribers } from '../read-statuses.ts';
import { isOutOfAll, presentStatus, type State } from '../status.ts';
import { presentSubscriptionType, type SubscriptionType } from '../subscription-type.ts';
import { basis, subscriberAddress, subscriptionId } from './inputs.ts';

const PATH = '/communication-preferences/v3';
const config = { scopes: ['communication_preferences.read_write'] };
const params = z.object({ emailAddress: z.string() });
const body = z.object({ ...basis, emailAddress: subscriberAddress, subscriptionId });

/** `/communication-preferences/v3`: another face of the same statuses, for one contact at a time. */
export function preferenceRoutesV3(app: App, store: Store): void {
  const definitions = { summary: 'List subscription types', response: { 200: olderDefinitionsAnswer } };
  app.get(`${PATH}/definitions`, { config, schema: definitions }, async (request) => {
    const types = await listSubscriptionTypes(store.sql, request.caller.accountId);
    return { subscriptionDefinitions: types.map(presentSubscriptionType) };
  });

  const read = { summary: "Read a contact's subscriptions", params, response: { 200: olderStatusesAnswer } };
  app.get(`${PATH}/status/email/:emailAddress`, { config, schema: read }, async (request) => {
    const { emailAddress } = request.params;
    const { subscribers, contact } = await readSubscriber(store, request.caller, emailAddress);
    const types = subscribers.types.filter((type) => type.isActive);
    return {
      recipient: emailAddress,
      subscriptionStatuses: types.map((type) => presentStatusV3(subscribers, contact, type)),
    };
  });

  const subscribe = { summary: 'Subscribe a contact', body, response: { 200: olderStatusAnswer } };
  app.post(`${PATH}/subscribe`, { config, schema: subscribe }, async (request) =>
    change(store, request.caller, request.body, 'SUBSCRIBED'),
  );
  const unsubscribe = {
    summary: 'Unsubscribe a contact from one subscription',
    body,
    response: { 200: olderStatusAnswer },
  };
  app.post(`${PATH}/unsubscribe`, { config, schema: unsubscribe }, async (request) =>
    change(store, request.caller, request.body, 'UNSUBSCRIBED'),
  );
}

async function change(store: Store, caller: Caller, wish: z.output<typeof body>, statusState: State) {
  const { emailAddress, ...request } = wish;
  const { outcomes } = await setStatuses(store, caller, [
    { ...request, subscriberIdString: emailAddress, statusState },
  ]);
  const [outcome] = outcomes;
  if (!outcome?.ok) throw outcome?.error ?? new Error('One input has one outcome.');
  const { subscribers, contact } = await readSubscriber(store, caller, emailAddress);
  const type = subscribers.types.find(({ id }) => id === request.subscriptionId);
  if (!type) throw new Error(`The subscription type ${request.subscriptionId} was there a moment ago.`);
  return presentStatusV3(subscribers, contact, type);
}

/** There is no third state here: a contact who has not said is not subscribed. */
function presentStatusV3(
  { reasons }: Subscribers,
  contact: RecordImage,
  type: SubscriptionType,
): AnswerOf<typeof olderStatusAnswer> {
  const { status, legalBasis, legalBasisExplanation } = presentStatus(contact, type, reasons);
  return {
    id: type.id,
    name: type.name,
    description: type.description,
    status: status === 'SUBSCRIBED' ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
    sourceOfStatus: isOutOfAll(contact.properties) ? 'PORTAL_WIDE_STATUS' : 'SUBSCRIPTION_STATUS',
    ...(type.purpose === null ? {} : { preferenceGroupName: type.purpose }),
    ...(legalBasis === undefined ? {} : { legalBasis }),
    ...(legalBasisExplanation === undefined ? {} : { legalBasisExplanation }),
  };
}
