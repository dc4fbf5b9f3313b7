import type { ObjectType } from '@millrace/core/crm';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import { drawId, type Tx } from '../../platform/index.ts';

/** What a request says of an object type. */
export type ObjectTypeDefinition = Pick<
  ObjectType,
  | 'id'
  | 'name'
  | 'labels'
  | 'description'
  | 'primaryDisplayProperty'
  | 'secondaryDisplayProperties'
  | 'searchableProperties'
  | 'requiredProperties'
>;

export async function drawObjectTypeId(tx: Tx): Promise<string> {
  return `2-${await drawId(tx, 'object_type_ids')}`;
}

/** Writes a definition, over what there is under its id. */
export async function upsertObjectType(
  tx: Tx,
  account: AccountId,
  type: ObjectTypeDefinition,
  at: EpochMillis,
): Promise<void> {
  await tx`
    insert into object_types
      (account_id, id, name, labels, description, primary_display_property, secondary_display_properties,
       searchable_properties, required_properties, created_at, updated_at)
    values (${account}, ${type.id}, ${type.name}, ${JSON.stringify(type.labels)}::text::jsonb, ${type.description},
      ${type.primaryDisplayProperty}, ${[...type.secondaryDisplayProperties]}, ${[...type.searchableProperties]},
      ${[...type.requiredProperties]}, ${at}, ${at})
    on conflict (account_id, id) do update
    set labels = excluded.labels, description = excluded.description,
        primary_display_property = excluded.primary_display_property,
        secondary_display_properties = excluded.secondary_display_properties,
        searchable_properties = excluded.searchable_properties, required_properties = excluded.required_properties,
        updated_at = excluded.updated_at`;
}

export async function archiveObjectType(
  tx: Tx,
  account: AccountId,
  id: string,
  at: EpochMillis,
): Promise<void> {
  await tx`update object_types set archived_at = ${at} where account_id = ${account} and id = ${id}`;
}
