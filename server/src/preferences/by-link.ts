import { CONTACT } from '@millrace/core/crm';
import { type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import { type Account, type MailSettings, readAccount, readMailSettings } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { lockNamed, type Named, readNamed } from '../records/index.ts';
import {
  changeStatuses,
  optOutOfAll,
  type StatusChange,
  type StatusChanger,
  set,
} from './change-statuses.ts';
import { type Texts, textsFor } from './languages/index.ts';
import type { LinkOf } from './mail-links.ts';
import { listSubscriptionTypes } from './queries.ts';
import { isOutOfAll, stateOf } from './status.ts';
import type { SubscriptionType } from './subscription-type.ts';

/** Types offered to recipients on one page; an account has a few dozen. */
const TYPES_SHOWN_MAX = 200;

/** What a recipient may choose from, and what holds now. */
export interface Choices {
  /** Who gets the mails, as far as a stranger with the link may see it. */
  readonly recipient: string;
  /** Whose mails they are: the company, as their footer says it, else the account. */
  readonly sender: string;
  /** The type of the email with the link; null when it has none, or one that is gone. */
  readonly type: SubscriptionType | null;
  readonly isOutOfAll: boolean;
  readonly types: readonly { readonly type: SubscriptionType; readonly isOut: boolean }[];
  /** In the recipient's language, else in the account's. */
  readonly texts: Texts;
}

/** What a recipient wants. */
export type Wish =
  /** Out of the type of the email; out of all when it has none. */
  | { readonly kind: 'unsubscribe' }
  | { readonly kind: 'unsubscribe from all' }
  /** To get these types, and none of the others on the page. */
  | { readonly kind: 'choose'; readonly subscriptionIds: ReadonlySet<string> };

/** What a recipient may choose from; undefined when the contact is gone. */
export async function readByLink(store: Store, of: LinkOf): Promise<Choices | undefined> {
  const ref = refOf(of);
  const named = await readNamed(store.sql, of.accountId, [ref]);
  const contact = livingIn(named, ref);
  if (!contact) return undefined;
  const account = await readAccount(store.sql, of.accountId);
  const types = await listSubscriptionTypes(store.sql, of.accountId);
  return choicesOf(of, account, await readMailSettings(store.sql, of.accountId), contact, types);
}

/** Does what a recipient wants, and tells what holds then; undefined when the contact is gone. */
export function changeByLink(store: Store, of: LinkOf, wish: Wish): Promise<Choices | undefined> {
  return store.write(of.accountId, async (unit) => {
    const ref = refOf(of);
    const contact = livingIn(await lockNamed(unit, [ref]), ref);
    if (!contact) return undefined;
    await changeStatuses(unit, byRecipient(of), [contact], (change) => fulfil(change, contact, of, wish));
    const settings = await readMailSettings(unit.tx, of.accountId);
    const types = await listSubscriptionTypes(unit.tx, of.accountId);
    return choicesOf(of, unit.account, settings, unit.world.record(contact)!, types);
  });
}

function fulfil(change: StatusChange, contact: RecordImage, of: LinkOf, wish: Wish): void {
  const unsubscribe = (type: SubscriptionType) =>
    set(change, contact, type, { subscriptionId: type.id, statusState: 'UNSUBSCRIBED' });
  switch (wish.kind) {
    case 'unsubscribe from all':
      optOutOfAll(change, contact);
      return;
    case 'unsubscribe': {
      const type = change.types.find(({ id }) => id === of.subscriptionId);
      if (type) unsubscribe(type);
      else optOutOfAll(change, contact);
      return;
    }
    case 'choose': {
      // Coming back first: from out of all, it is that which says of the others that they stay out.
      for (const type of offered(change.types)) {
        const isIn = stateOf(change.propertiesOf(contact), type.id) !== 'UNSUBSCRIBED';
        if (wish.subscriptionIds.has(type.id) && !isIn)
          set(change, contact, type, { subscriptionId: type.id, statusState: 'SUBSCRIBED' });
      }
      for (const type of offered(change.types)) {
        const isIn = stateOf(change.propertiesOf(contact), type.id) !== 'UNSUBSCRIBED';
        if (!wish.subscriptionIds.has(type.id) && isIn) unsubscribe(type);
      }
    }
  }
}

/** The contact, or whom it was merged into. */
function livingIn(named: Named, ref: RecordRef): RecordImage | undefined {
  const contact = named.get(recordKey(ref));
  return contact && contact.archivedAt === null ? contact : undefined;
}

function refOf({ contactId }: LinkOf) {
  return { objectTypeId: CONTACT, id: contactId };
}

function byRecipient({ accountId, emailId }: LinkOf): StatusChanger {
  return {
    accountId,
    source: 'Recipient',
    causeIn: ({ account }: Unit) => ({
      at: account.now,
      source: { type: 'SYSTEM', id: 'email preferences page' },
      depth: 0,
    }),
    emailId,
  };
}

function choicesOf(
  of: LinkOf,
  account: Account,
  { company, email }: MailSettings,
  { properties }: RecordImage,
  types: readonly SubscriptionType[],
): Choices {
  return {
    recipient: masked(properties['email'] ?? ''),
    sender: company?.name || account.name,
    type: types.find(({ id }) => id === of.subscriptionId) ?? null,
    isOutOfAll: isOutOfAll(properties),
    types: offered(types).map((type) => ({ type, isOut: stateOf(properties, type.id) === 'UNSUBSCRIBED' })),
    texts: textsFor(properties['hs_language'], email.language),
  };
}

function offered(types: readonly SubscriptionType[]): readonly SubscriptionType[] {
  return types.filter(({ isActive }) => isActive).slice(0, TYPES_SHOWN_MAX);
}

/** `a…@example.com`: mails are passed on, with their links. */
function masked(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '' : `${[...address][0]}…${address.slice(at)}`;
}
