import type { RecordImage } from '@millrace/core/record';
import { readAccount } from '../accounts/index.ts';
import type { Store } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { findContacts, noSuchSubscriber } from './contacts.ts';
import { listSubscriptionTypes, selectReasons } from './queries.ts';
import { presentStatus, presentWideStatus, type Reason } from './status.ts';
import type { SubscriptionType } from './subscription-type.ts';

/** What is read of subscribers; the number of statements does not depend on how many they are. */
export interface Subscribers {
  readonly now: number;
  readonly types: readonly SubscriptionType[];
  readonly reasons: readonly Reason[];
  /** In the order of the addresses, undefined where no contact has one. */
  readonly contacts: readonly (RecordImage | undefined)[];
}

export async function readSubscribers(
  store: Store,
  caller: Caller,
  addresses: readonly string[],
): Promise<Subscribers> {
  const account = await readAccount(store.sql, caller.accountId);
  const schema = await loadSchema(store.sql, account.id, account.schemaVersion);
  const contacts = await findContacts(store.sql, account.id, schema, addresses, 'none');
  const ids = contacts.flatMap((contact) => contact?.id ?? []);
  const [types, reasons] = await Promise.all([
    listSubscriptionTypes(store.sql, account.id),
    selectReasons(store.sql, account.id, ids),
  ]);
  return { now: account.now, types, reasons, contacts };
}

/** What is read of the contact with an address. Throws 404 when there is none. */
export async function readSubscriber(store: Store, caller: Caller, address: string) {
  const subscribers = await readSubscribers(store, caller, [address]);
  const [contact] = subscribers.contacts;
  if (!contact) throw noSuchSubscriber(address);
  return { subscribers, contact };
}

/** A contact's statuses, one for each type in use. */
export function statusesOf({ types, reasons }: Subscribers, contact: RecordImage) {
  return types.filter((type) => type.isActive).map((type) => presentStatus(contact, type, reasons));
}

export function wideStatusOf({ reasons }: Subscribers, contact: RecordImage) {
  return presentWideStatus(contact, reasons);
}
