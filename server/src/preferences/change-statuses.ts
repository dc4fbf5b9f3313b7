import { EVENT_TYPES } from '@millrace/core/criteria';
import type { RecordImage } from '@millrace/core/record';
import type { Store, Unit } from '../history/index.ts';
import { type ApiError, type Caller, invalid } from '../platform/index.ts';
import { causeOf } from '../records/index.ts';
import { findContacts, noSuchSubscriber } from './contacts.ts';
import { keepReasons, listSubscriptionTypes } from './queries.ts';
import {
  ALL_SUBSCRIPTIONS,
  isOutOfAll,
  presentStatus,
  type Reason,
  type State,
  type SuccessReason,
  stateOf,
  valueOfState,
} from './status.ts';
import { OPTED_OUT_OF_ALL, optOutProperty, type SubscriptionType } from './subscription-type.ts';

/** A wish to set a status. */
export interface StatusRequest {
  readonly subscriberIdString: string;
  readonly subscriptionId: string;
  readonly statusState: State;
  readonly legalBasis?: string | undefined;
  readonly legalBasisExplanation?: string | undefined;
}

export type StatusAnswer = ReturnType<typeof presentStatus>;

/** What came of one input: statuses, or why there are none. */
export type StatusResult =
  | { readonly ok: true; readonly statuses: readonly StatusAnswer[] }
  | { readonly ok: false; readonly error: ApiError };

export interface Changed {
  readonly outcomes: readonly StatusResult[];
  readonly now: number;
}

const SOURCE = 'Public API';

/**
 * Sets statuses by writing the contacts' properties, in order, in one transaction and a constant number of statements; an
 * input that cannot be met does not keep the others from being met.
 */
export function setStatuses(
  store: Store,
  caller: Caller,
  requests: readonly StatusRequest[],
): Promise<Changed> {
  const addresses = requests.map(({ subscriberIdString }) => subscriberIdString);
  return changing(store, caller, addresses, (change, contact, index) => {
    const request = requests[index]!;
    const type = change.types.find(({ id }) => id === request.subscriptionId);
    if (!type) return { ok: false, error: unknownSubscription(request.subscriptionId) };
    const outcome = set(change, contact, type, request);
    return { ok: true, statuses: [change.present(contact, type, outcome)] };
  });
}

/** Unsubscribes contacts from all email. */
export function unsubscribeFromAll(
  store: Store,
  caller: Caller,
  addresses: readonly string[],
): Promise<Changed> {
  return changing(store, caller, addresses, (change, contact) => {
    const outcome: SuccessReason = isOutOfAll(change.propertiesOf(contact))
      ? 'NO_STATUS_CHANGE'
      : 'UNSUBSCRIBE_FROM_ALL_OCCURRED';
    change.write(contact, { [OPTED_OUT_OF_ALL]: 'true' });
    change.note(contact, { subscriptionId: ALL_SUBSCRIPTIONS, statusState: 'UNSUBSCRIBED' }, outcome);
    return { ok: true, statuses: change.types.map((type) => change.present(contact, type, outcome)) };
  });
}

function set(
  change: StatusChange,
  contact: RecordImage,
  type: SubscriptionType,
  request: StatusRequest,
): SuccessReason {
  const properties = change.propertiesOf(contact);
  const present = stateOf(properties, type.id);
  const value = valueOfState(request.statusState);
  const returns = isOutOfAll(properties) && request.statusState === 'SUBSCRIBED';
  const outcome: SuccessReason =
    present === request.statusState
      ? 'NO_STATUS_CHANGE'
      : present === 'UNSUBSCRIBED' && request.statusState === 'SUBSCRIBED'
        ? 'RESUBSCRIBE_OCCURRED'
        : 'REQUESTED_CHANGE_OCCURRED';
  // A contact that was out of all and comes back to one stays out of the others.
  const others = returns ? change.types.map(({ id }) => [optOutProperty(id), 'true'] as const) : [];
  change.write(contact, {
    ...Object.fromEntries(others),
    ...(returns ? { [OPTED_OUT_OF_ALL]: 'false' } : {}),
    [optOutProperty(type.id)]: value,
  });
  change.note(contact, request, outcome);
  return outcome;
}

/** The changes of one transaction: to the contacts in hand, and the reasons kept beside their properties. */
interface StatusChange {
  readonly types: readonly SubscriptionType[];
  propertiesOf(contact: RecordImage): Readonly<Record<string, string>>;
  write(contact: RecordImage, values: Readonly<Record<string, string | null>>): void;
  note(
    contact: RecordImage,
    request: Omit<StatusRequest, 'subscriberIdString'>,
    outcome: SuccessReason,
  ): void;
  present(contact: RecordImage, type: SubscriptionType, outcome: SuccessReason): StatusAnswer;
}

function changing(
  store: Store,
  caller: Caller,
  addresses: readonly string[],
  work: (change: StatusChange, contact: RecordImage, index: number) => StatusResult,
): Promise<Changed> {
  return store.write(caller.accountId, async (unit) => {
    const { tx, account, schema, world } = unit;
    const [types, contacts] = await Promise.all([
      listSubscriptionTypes(tx, account.id),
      findContacts(tx, account.id, schema, addresses, 'wait'),
    ]);
    for (const contact of contacts) if (contact && world.record(contact) === undefined) world.load(contact);
    const reasons = new Map<string, Reason>();
    const change = changeOf(unit, caller, types, reasons);
    const outcomes = contacts.map((contact, index): StatusResult => {
      if (!contact) return { ok: false, error: noSuchSubscriber(addresses[index] ?? '') };
      return work(change, contact, index);
    });
    await keepReasons(unit, [...reasons.values()]);
    return { outcomes, now: account.now };
  });
}

function changeOf(
  unit: Unit,
  caller: Caller,
  types: readonly SubscriptionType[],
  reasons: Map<string, Reason>,
): StatusChange {
  const { world } = unit;
  const { now } = unit.account;
  const cause = causeOf(unit, caller);
  const imageOf = (contact: RecordImage) => world.record(contact) ?? contact;
  return {
    types,
    propertiesOf: (contact) => imageOf(contact).properties,
    write: (contact, values) => void world.setProperties(contact, values, cause),
    note(contact, request, outcome) {
      const {
        subscriptionId,
        statusState: status,
        legalBasis = null,
        legalBasisExplanation = null,
      } = request;
      reasons.set(`${contact.id}/${subscriptionId}`, {
        recordId: contact.id,
        subscriptionId,
        status,
        source: SOURCE,
        legalBasis,
        legalBasisExplanation,
        at: now,
      });
      if (status !== 'UNSUBSCRIBED' || outcome === 'NO_STATUS_CHANGE') return;
      const ref = { objectTypeId: contact.objectTypeId, id: contact.id };
      const properties = eventProperties(subscriptionId);
      world.happened(
        { ref, eventTypeId: EVENT_TYPES.EMAIL_SUBSCRIPTION_UPDATED, properties, occurredAt: now },
        cause,
      );
    },
    present: (contact, type, outcome) =>
      presentStatus(imageOf(contact), type, [...reasons.values()], outcome),
  };
}

function eventProperties(subscriptionId: string): Record<string, string> {
  const all = subscriptionId === ALL_SUBSCRIPTIONS;
  return { hs_subscription_status: 'UNSUBSCRIBED', ...(all ? {} : { hs_subscription_id: subscriptionId }) };
}

function unknownSubscription(id: string): ApiError {
  const message = `subscriptionId: there is no subscription type ${id}.`;
  return invalid([{ path: 'subscriptionId', code: 'UNKNOWN_SUBSCRIPTION_TYPE', message }], message);
}
