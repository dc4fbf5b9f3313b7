import { type CrmSchema, shownAs } from '@millrace/core/crm';
import { type RecordImage, recordKey } from '@millrace/core/record';
import type { Scope, ShownAs } from '@millrace/core/template';
import type { AccountId, MailSettings } from '../../accounts/index.ts';
import type { ClaimedEffect, RecordSource } from '../../effects/index.ts';
import type { MarketingEmail } from '../../mail/index.ts';
import { loadOwners, type Owner } from '../../people/index.ts';
import type { Db } from '../../platform/index.ts';
import { storedRecords } from './stored-records.ts';

/** What says which email goes to whom. */
type ToSend = Pick<ClaimedEffect, 'request'>;

/** The material of a mail to one recipient. */
export interface Recipient {
  readonly email: MarketingEmail | undefined;
  readonly contact: Scope;
  readonly company: Scope | null;
  readonly owner: Scope | null;
}

/** The material of a batch of mails, loaded with a constant number of statements. */
export interface Recipients {
  /** Undefined when the contact has been deleted. */
  of(effect: ToSend): Recipient | undefined;
  /** Options by their labels, owners by their names. */
  readonly shownAs: ShownAs;
  /** What the account wants of its mails. */
  readonly settings: MailSettings;
}

const OBJECT_TYPES: Readonly<Record<string, string>> = { contact: '0-1', company: '0-2' };

const OWNER = 'hubspot_owner_id';

export async function loadRecipients(
  db: Db,
  accountId: AccountId,
  effects: readonly ToSend[],
  records: RecordSource = storedRecords(db, accountId),
): Promise<Recipients> {
  const schema = await records.schema();
  const [settings, emails, contacts] = await Promise.all([
    records.mailSettings(),
    records.emails(effects.map(emailIdOf)),
    records.named(effects.map(recipientOf)),
  ]);
  const companies = await loadCompanies(records, schema, [...contacts.values()]);
  const owners = await loadOwnersOf(db, accountId, [...contacts.values(), ...companies.values()]);
  return {
    settings,
    of(effect) {
      const contact = contacts.get(recordKey(recipientOf(effect)));
      if (!contact || contact.archivedAt !== null) return undefined;
      return {
        email: emails.get(emailIdOf(effect)),
        contact: contact.properties,
        company: companies.get(contact.id)?.properties ?? null,
        owner: scopeOf(owners.get(contact.properties[OWNER] ?? '')),
      };
    },
    shownAs(scope, property, value) {
      const definition = schema.properties(OBJECT_TYPES[scope] ?? '').get(property);
      if (!definition) return value;
      if (definition.externalOptions) return nameOf(owners.get(value)) ?? value;
      return shownAs(definition, value);
    },
  };
}

export function recipientOf(effect: ToSend) {
  return { objectTypeId: String(effect.request['objectTypeId']), id: String(effect.request['recordId']) };
}

function emailIdOf(effect: ToSend): string {
  return String(effect.request['emailId']);
}

/** The company whose properties a mail may show: the primary one, else the first. By contact id. */
async function loadCompanies(
  records: RecordSource,
  schema: CrmSchema,
  contacts: readonly { readonly objectTypeId: string; readonly id: string }[],
): Promise<Map<string, RecordImage>> {
  const types = schema.associationTypes('0-1', '0-2').filter((type) => type.category === 'HUBSPOT_DEFINED');
  const questions = contacts.flatMap((from) => types.map((kind) => ({ from, kind })));
  const links = await records.linked(questions);
  const primary = schema.primaryAssociationType('0-1', '0-2');
  const chosen = new Map<string, string>();
  for (const { from, kind, ids } of links) {
    if (ids[0] !== undefined && (kind.typeId === primary?.typeId || !chosen.has(from.id)))
      chosen.set(from.id, ids[0]);
  }
  const refOf = (id: string) => ({ objectTypeId: '0-2', id });
  const images = await records.named([...new Set(chosen.values())].map(refOf));
  return new Map(
    [...chosen].flatMap(([contactId, companyId]) => {
      const image = images.get(recordKey(refOf(companyId)));
      return image ? [[contactId, image] as const] : [];
    }),
  );
}

/** The owners of the records; properties that name another owner print its id. */
async function loadOwnersOf(
  db: Db,
  accountId: AccountId,
  images: readonly RecordImage[],
): Promise<ReadonlyMap<string, Owner>> {
  const ids = new Set(images.flatMap(({ properties }) => properties[OWNER] ?? []));
  const owners = await loadOwners(db, accountId, [...ids]);
  return new Map(owners.map((owner) => [owner.id, owner]));
}

function scopeOf(owner: Owner | undefined): Scope | null {
  if (!owner) return null;
  const { id, email, firstName, lastName } = owner;
  return {
    id,
    email: email ?? undefined,
    firstname: firstName ?? undefined,
    lastname: lastName ?? undefined,
    full_name: nameOf(owner),
  };
}

function nameOf(owner: Owner | undefined): string | undefined {
  if (!owner) return undefined;
  return [owner.firstName, owner.lastName].filter(Boolean).join(' ') || owner.email || undefined;
}
