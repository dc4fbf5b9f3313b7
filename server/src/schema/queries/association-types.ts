import type { AssociationType } from '@millrace/core/crm';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Tx } from '../../platform/index.ts';

export async function insertAssociationTypes(
  tx: Tx,
  account: AccountId,
  types: readonly AssociationType[],
  at: EpochMillis,
): Promise<void> {
  if (types.length === 0) return;
  await tx`
    insert into association_types
      (account_id, category, type_id, inverse_type_id, from_object_type_id, to_object_type_id, name, label, created_at)
    select ${account}::bigint, category, type_id, inverse_type_id, from_type, to_type, name, label, ${at}
    from unnest(
      ${types.map((type) => type.category)}::text[]::association_category[], ${types.map((type) => type.typeId)}::integer[],
      ${types.map((type) => type.inverseTypeId)}::integer[], ${types.map((type) => type.fromObjectTypeId)}::text[],
      ${types.map((type) => type.toObjectTypeId)}::text[], ${types.map((type) => type.name)}::text[],
      ${types.map((type) => type.label)}::text[]
    ) as row (category, type_id, inverse_type_id, from_type, to_type, name, label)`;
}

export async function updateAssociationLabel(
  tx: Tx,
  account: AccountId,
  type: AssociationType,
): Promise<void> {
  await tx`
    update association_types set label = ${type.label}
    where account_id = ${account} and category = ${type.category} and type_id = ${type.typeId}`;
}

/** Deletes both directions of a type. */
export async function deleteAssociationType(
  tx: Tx,
  account: AccountId,
  type: AssociationType,
): Promise<void> {
  await tx`
    delete from association_types
    where account_id = ${account} and category = ${type.category}
      and type_id in (${type.typeId}, ${type.inverseTypeId})`;
}
