import { EVENT_TYPES } from '@millrace/core/criteria';
import { subscriptionChange } from '@millrace/core/crm';
import type { RecordImage, WriteCause } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
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
} from './status.ts';
import { OPTED_OUT_OF_ALL, type SubscriptionType } from './subscription-type.ts';

/** A wish to set a status. */
export interface StatusRequest extends StatusWish {
  readonly subscriberIdString: string;
}

export interface StatusWish {
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

/** Who changes statuses. */
export interface StatusChanger {
  readonly accountId: AccountId;
  /** As it stands beside a status. */
  readonly source: string;
  readonly causeIn: (unit: Unit) => WriteCause;
  /** The email that led to it, if one did: said by the event. */
  readonly emailId: string | null;
}

function byCaller(caller: Caller): StatusChanger {
  return {
    accountId: caller.accountId,
    source: 'Public API',
    causeIn: (unit) => causeOf(unit, caller),
    emailId: null,
  };
}

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
  return changingByAddress(store, caller, addresses, (change, contact, index) => {
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
  return changingByAddress(store, caller, addresses, (change, contact) => {
    const outcome = optOutOfAll(change, contact);
    return { ok: true, statuses: change.types.map((type) => change.present(contact, type, outcome)) };
  });
}

export function optOutOfAll(change: StatusChange, contact: RecordImage): SuccessReason {
  const outcome: SuccessReason = isOutOfAll(change.propertiesOf(contact))
    ? 'NO_STATUS_CHANGE'
    : 'UNSUBSCRIBE_FROM_ALL_OCCURRED';
  change.write(contact, { [OPTED_OUT_OF_ALL]: 'true' });
  change.note(contact, { subscriptionId: ALL_SUBSCRIPTIONS, statusState: 'UNSUBSCRIBED' }, outcome);
  return outcome;
}

/** Sets the status of one subscription type. */
export function set(
  change: StatusChange,
  contact: RecordImage,
  type: SubscriptionType,
  request: StatusWish,
): SuccessReason {
  const all = change.types.map(({ id }) => id);
  const properties = change.propertiesOf(contact);
  const { values, outcome } = subscriptionChange(properties, all, type.id, request.statusState);
  change.write(contact, values);
  change.note(contact, request, outcome);
  return outcome;
}

/** The changes of one transaction: to the contacts in hand, and the reasons kept beside their properties. */
export interface StatusChange {
  readonly types: readonly SubscriptionType[];
  propertiesOf(contact: RecordImage): Readonly<Record<string, string>>;
  write(contact: RecordImage, values: Readonly<Record<string, string | null>>): void;
  note(contact: RecordImage, request: StatusWish, outcome: SuccessReason): void;
  present(contact: RecordImage, type: SubscriptionType, outcome: SuccessReason): StatusAnswer;
}

function changingByAddress(
  store: Store,
  caller: Caller,
  addresses: readonly string[],
  work: (change: StatusChange, contact: RecordImage, index: number) => StatusResult,
): Promise<Changed> {
  return store.write(caller.accountId, async (unit) => {
    const contacts = await findContacts(unit.tx, unit.account.id, unit.schema, addresses, 'wait');
    const present = contacts.flatMap((contact) => contact ?? []);
    const outcomes = await changeStatuses(unit, byCaller(caller), present, (change) =>
      contacts.map((contact, index): StatusResult => {
        if (!contact) return { ok: false, error: noSuchSubscriber(addresses[index] ?? '') };
        return work(change, contact, index);
      }),
    );
    return { outcomes, now: unit.account.now };
  });
}

/** Changes statuses of locked contacts in a unit of work: their properties, events, and the reasons beside them. */
export async function changeStatuses<T>(
  unit: Unit,
  changer: StatusChanger,
  contacts: readonly RecordImage[],
  work: (change: StatusChange) => T,
): Promise<T> {
  const types = await listSubscriptionTypes(unit.tx, unit.account.id);
  for (const contact of contacts) if (unit.world.record(contact) === undefined) unit.world.load(contact);
  const reasons = new Map<string, Reason>();
  const done = work(changeOf(unit, changer, types, reasons));
  await keepReasons(unit, [...reasons.values()]);
  return done;
}

function changeOf(
  unit: Unit,
  { source, causeIn, emailId }: StatusChanger,
  types: readonly SubscriptionType[],
  reasons: Map<string, Reason>,
): StatusChange {
  const { world } = unit;
  const { now } = unit.account;
  const cause = causeIn(unit);
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
        source,
        legalBasis,
        legalBasisExplanation,
        at: now,
      });
      if (outcome === 'NO_STATUS_CHANGE') return;
      const ref = { objectTypeId: contact.objectTypeId, id: contact.id };
      const properties = eventProperties(status, subscriptionId, emailId);
      world.happened(
        { ref, eventTypeId: EVENT_TYPES.EMAIL_SUBSCRIPTION_UPDATED, properties, occurredAt: now },
        cause,
      );
    },
    present: (contact, type, outcome) =>
      presentStatus(imageOf(contact), type, [...reasons.values()], outcome),
  };
}

/** Only who has unsubscribed has done so by a mail: that is what filters and statistics of emails count. */
function eventProperties(
  status: Reason['status'],
  subscriptionId: string,
  emailId: string | null,
): Record<string, string> {
  const all = subscriptionId === ALL_SUBSCRIPTIONS;
  return {
    hs_subscription_status: status,
    ...(all ? {} : { hs_subscription_id: subscriptionId }),
    ...(emailId === null || status !== 'UNSUBSCRIBED' ? {} : { hs_email_id: emailId }),
  };
}

function unknownSubscription(id: string): ApiError {
  const message = `subscriptionId: there is no subscription type ${id}.`;
  return invalid([{ path: 'subscriptionId', code: 'UNKNOWN_SUBSCRIPTION_TYPE', message }], message);
}
