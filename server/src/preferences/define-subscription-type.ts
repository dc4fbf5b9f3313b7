import { BOOL_OPTIONS, CONTACT, PLAIN_PROPERTY } from '@millrace/core/crm';
import { z } from 'zod';
import { changedEntry, definitionEntry } from '../audit/index.ts';
import type { Store } from '../history/index.ts';
import { type Caller, conflict, drawId, invalid, notFound, type Tx } from '../platform/index.ts';
import { changeSchemaOf, defineByServer, storableText } from '../schema/index.ts';
import { listSubscriptionTypes, upsertSubscriptionType } from './queries.ts';
import { optOutProperty, type SubscriptionType } from './subscription-type.ts';

/** Subscription types of one account. */
export const SUBSCRIPTION_TYPES_MAX = 1_000;
/** Characters of a name, a purpose or a method. */
const NAME_CHARACTERS_MAX = 200;
/** Characters of a description. */
const DESCRIPTION_CHARACTERS_MAX = 2_000;

const members = {
  name: storableText(NAME_CHARACTERS_MAX).min(1),
  description: storableText(DESCRIPTION_CHARACTERS_MAX),
  purpose: storableText(NAME_CHARACTERS_MAX),
  communicationMethod: storableText(NAME_CHARACTERS_MAX),
  isActive: z.boolean(),
};

/** The id may be the one that the type has elsewhere, so that emails which are brought along belong to it. */
export const subscriptionTypeCreate = z.strictObject({
  ...z.object(members).partial().shape,
  name: members.name,
  id: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^[1-9]\d{0,14}$/, 'must be a number'))
    .optional(),
});

export const subscriptionTypeUpdate = z.strictObject(z.object(members).partial().shape);

/** Defines a subscription type, and the property of contacts that says whether they are out. */
export function createSubscriptionType(
  store: Store,
  caller: Caller,
  input: z.output<typeof subscriptionTypeCreate>,
): Promise<SubscriptionType> {
  return changeSchemaOf(store.sql, caller, async (unit) => {
    const present = await listSubscriptionTypes(unit.tx, unit.accountId);
    if (present.length >= SUBSCRIPTION_TYPES_MAX) {
      const message = `The account has ${SUBSCRIPTION_TYPES_MAX} subscription types already.`;
      throw invalid([{ path: '', code: 'SUBSCRIPTION_TYPE_LIMIT', message }], message);
    }
    const id = input.id ?? (await freshId(unit.tx, present));
    if (present.some((type) => type.id === id || type.name === input.name)) {
      throw conflict(
        `There is a subscription type ${id} or one named ${JSON.stringify(input.name)} already.`,
      );
    }
    const { description = '', purpose = null, communicationMethod = 'Email', isActive = true } = input;
    const times = { createdAt: unit.now, updatedAt: unit.now };
    const type = { id, name: input.name, description, purpose, communicationMethod, isActive, ...times };
    await upsertSubscriptionType(unit.tx, unit.accountId, type);
    await defineByServer(unit, CONTACT, [
      {
        ...PLAIN_PROPERTY,
        name: optOutProperty(id),
        label: `Opted out of email: ${input.name}`,
        type: 'bool',
        fieldType: 'booleancheckbox',
        groupName: 'emailinformation',
        options: BOOL_OPTIONS,
        readOnlyValue: true,
        hubspotDefined: true,
      },
    ]);
    await unit.note(definitionEntry('SUBSCRIPTION_TYPE', 'CREATED', { id, name: type.name }));
    return type;
  });
}

export function changeSubscriptionType(
  store: Store,
  caller: Caller,
  id: string,
  update: z.output<typeof subscriptionTypeUpdate>,
): Promise<SubscriptionType> {
  return changeSchemaOf(store.sql, caller, async (unit) => {
    const all = await listSubscriptionTypes(unit.tx, unit.accountId);
    const present = all.find((type) => type.id === id);
    if (!present) throw notFound(`There is no subscription type ${JSON.stringify(id)}.`);
    const given = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
    const changed: SubscriptionType = { ...present, ...given, updatedAt: unit.now };
    if (all.some((type) => type.id !== id && type.name === changed.name)) {
      throw conflict(`There is a subscription type named ${JSON.stringify(changed.name)} already.`);
    }
    await upsertSubscriptionType(unit.tx, unit.accountId, changed);
    await unit.note(...changedEntry('SUBSCRIPTION_TYPE', { id, name: changed.name }, present, changed));
    return changed;
  });
}

/** A caller may have given a subscription type the next id. */
async function freshId(tx: Tx, present: readonly SubscriptionType[]): Promise<string> {
  for (;;) {
    const id = await drawId(tx, 'subscription_type_ids');
    if (!present.some((type) => type.id === id)) return id;
  }
}
