import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Flusher, Unit } from '../history/index.ts';
import type { Db, Tx } from '../platform/index.ts';
import type { RecordKeeper } from '../records/index.ts';
import type { Reason } from './status.ts';
import { STANDARD_SUBSCRIPTION_TYPES, type SubscriptionType } from './subscription-type.ts';

/** Every subscription type of an account, the standard ones first; an account has a few dozen. */
export async function listSubscriptionTypes(db: Db, account: AccountId): Promise<SubscriptionType[]> {
  const rows = await db`
    select id, name, description, purpose, communication_method as "communicationMethod", is_active as "isActive",
           created_at as "createdAt", updated_at as "updatedAt"
    from subscription_types where account_id = ${account} order by id`;
  const own = rows as unknown as SubscriptionType[];
  const copied = new Set(own.map(({ id }) => id));
  return [...STANDARD_SUBSCRIPTION_TYPES.filter(({ id }) => !copied.has(id)), ...own];
}

/** Writes a subscription type, over what there is under its id. */
export async function upsertSubscriptionType(
  tx: Tx,
  account: AccountId,
  type: SubscriptionType,
): Promise<void> {
  const { id, name, description, purpose, communicationMethod, isActive, createdAt, updatedAt } = type;
  await tx`
    insert into subscription_types
      (account_id, id, name, description, purpose, communication_method, is_active, created_at, updated_at)
    values (${account}, ${id}, ${name}, ${description}, ${purpose}, ${communicationMethod}, ${isActive}, ${createdAt}, ${updatedAt})
    on conflict (account_id, id) do update
    set name = excluded.name, description = excluded.description, purpose = excluded.purpose,
        communication_method = excluded.communication_method, is_active = excluded.is_active,
        updated_at = excluded.updated_at`;
}

/** Why the statuses of contacts are what they are, in one statement. */
export async function selectReasons(
  db: Db,
  account: AccountId,
  recordIds: readonly string[],
): Promise<Reason[]> {
  if (recordIds.length === 0) return [];
  const rows = await db`
    select record_id as "recordId", subscription_id as "subscriptionId", status, source, legal_basis as "legalBasis",
           legal_basis_explanation as "legalBasisExplanation", at
    from subscription_reasons where account_id = ${account} and record_id = any(${[...recordIds]}::bigint[])`;
  return rows as unknown as Reason[];
}

/** Keeps reasons, one a contact and subscription, in one statement; the rows of the contacts are locked. */
export async function keepReasons(unit: Unit, reasons: readonly Reason[]): Promise<void> {
  if (reasons.length === 0) return;
  await unit.tx`
    insert into subscription_reasons
      (account_id, record_id, subscription_id, status, source, legal_basis, legal_basis_explanation, at)
    select ${unit.account.id}::bigint, row.*
    from unnest(
      ${reasons.map((reason) => reason.recordId)}::bigint[], ${reasons.map((reason) => reason.subscriptionId)}::bigint[],
      ${reasons.map((reason) => reason.status)}::text[], ${reasons.map((reason) => reason.source)}::text[],
      ${reasons.map((reason) => reason.legalBasis)}::text[],
      ${reasons.map((reason) => reason.legalBasisExplanation)}::text[],
      ${reasons.map((reason): EpochMillis => reason.at)}::timestamptz[]
    ) as row (record_id, subscription_id, status, source, legal_basis, legal_basis_explanation, at)
    on conflict (account_id, record_id, subscription_id) do update
    set status = excluded.status, source = excluded.source, legal_basis = excluded.legal_basis,
        legal_basis_explanation = excluded.legal_basis_explanation, at = excluded.at`;
}

/** Keeps the reasons that a unit's world has noted, the last of each contact and subscription. */
export const flushSubscriptionReasons: Flusher = (unit) => {
  const last = new Map(
    unit.world.subscriptionReasons.map((each) => [`${each.recordId}/${each.subscriptionId}`, each]),
  );
  return keepReasons(unit, [...last.values()]);
};

/** Reasons of contacts that are erased or merged; those of the survivor stand. */
export const preferenceKeeper: RecordKeeper = {
  async erase({ tx, account }, { id }) {
    await tx`delete from subscription_reasons where account_id = ${account.id} and record_id = ${id}`;
  },

  async merge({ tx, account }, from, to) {
    await tx`
      insert into subscription_reasons
        (account_id, record_id, subscription_id, status, source, legal_basis, legal_basis_explanation, at)
      select ${account.id}::bigint, ${to.id}::bigint, subscription_id, status, source, legal_basis, legal_basis_explanation, at
      from subscription_reasons where account_id = ${account.id} and record_id = ${from.id}
      on conflict do nothing`;
    await tx`delete from subscription_reasons where account_id = ${account.id} and record_id = ${from.id}`;
  },
};
