import type { PropertyGroup } from '@millrace/core/crm';
import type { PropertyDefinition } from '@millrace/core/property';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Tx } from '../../platform/index.ts';

/** Writes definitions, over what there is under their names: an altered standard property gets a row, too. */
export async function upsertProperties(
  tx: Tx,
  account: AccountId,
  objectTypeId: string,
  definitions: readonly PropertyDefinition[],
  at: EpochMillis,
): Promise<void> {
  if (definitions.length === 0) return;
  await tx`
    insert into properties (account_id, object_type_id, name, definition, created_at, updated_at)
    select ${account}::bigint, ${objectTypeId}, name, definition::jsonb, ${at}, ${at}
    from unnest(
      ${definitions.map((definition) => definition.name)}::text[],
      ${definitions.map((definition) => JSON.stringify(definition))}::text[]
    ) as row (name, definition)
    on conflict (account_id, object_type_id, name) do update
    set definition = excluded.definition, updated_at = excluded.updated_at, archived_at = null`;
}

export async function archiveProperties(
  tx: Tx,
  account: AccountId,
  objectTypeId: string,
  names: readonly string[],
  at: EpochMillis,
): Promise<void> {
  await tx`
    update properties set archived_at = ${at}
    where account_id = ${account} and object_type_id = ${objectTypeId} and name = any(${[...names]}) and archived_at is null`;
}

export async function upsertGroup(
  tx: Tx,
  account: AccountId,
  objectTypeId: string,
  group: PropertyGroup,
): Promise<void> {
  await tx`
    insert into property_groups (account_id, object_type_id, name, label, display_order)
    values (${account}, ${objectTypeId}, ${group.name}, ${group.label}, ${group.displayOrder})
    on conflict (account_id, object_type_id, name) do update
    set label = excluded.label, display_order = excluded.display_order, archived_at = null`;
}

export async function archiveGroup(
  tx: Tx,
  account: AccountId,
  objectTypeId: string,
  name: string,
  at: EpochMillis,
): Promise<void> {
  await tx`
    update property_groups set archived_at = ${at}
    where account_id = ${account} and object_type_id = ${objectTypeId} and name = ${name}`;
}
