import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Author, Db, Fragment, Tx } from '../../platform/index.ts';
import { columns, type FlowRow, type LockedFlow } from './flow-row.ts';

/** The columns that a save writes. */
export interface SavedColumns {
  readonly name: string | null;
  readonly uuid: string | null;
  readonly isEnabled: boolean;
  readonly nextActionId: string;
  readonly usedActionIds: readonly string[];
  readonly touchedProperties: readonly string[];
  readonly definition: string;
  readonly savedBy: Author;
  readonly restoredFrom?: string | null;
}

export async function insertFlow(
  tx: Tx,
  accountId: AccountId,
  now: EpochMillis,
  fixed: { readonly objectTypeId: string; readonly flowType: string; readonly hasLegacyId: boolean },
  saved: SavedColumns,
): Promise<FlowRow> {
  const [row] = await tx`
    with flow as (
      insert into flows (account_id, legacy_id, object_type_id, flow_type, name, uuid, is_enabled, revision_id,
                         next_action_id, used_action_ids, touched_properties, created_at, updated_at)
      select ${accountId}::bigint, case when ${fixed.hasLegacyId} then nextval('legacy_workflow_ids') end,
             ${fixed.objectTypeId}, ${fixed.flowType}, ${saved.name}, ${saved.uuid}, ${saved.isEnabled}, 1,
             ${saved.nextActionId}, ${saved.usedActionIds as string[]}::text[],
             ${saved.touchedProperties as string[]}::text[], ${now}::timestamptz, ${now}::timestamptz
      returning *
    ), revision as (
      insert into flow_revisions (account_id, flow_id, revision_id, definition, created_at, saved_by)
      select ${accountId}::bigint, id, revision_id, ${saved.definition}::text::json, created_at,
             ${JSON.stringify(saved.savedBy)}::text::jsonb
      from flow
    )
    select ${columns(tx)} from flow`;
  return row as unknown as FlowRow;
}

/** The flow with its text, its row locked until the transaction ends. */
export function lockFlow(
  tx: Tx,
  accountId: AccountId,
  id: string,
  state: 'live' | 'deleted',
): Promise<LockedFlow | undefined> {
  return selectToSave(tx, accountId, id, state, tx`for update`);
}

/** The same of a live flow that is only to be looked at. */
export function lookAtFlow(db: Db, accountId: AccountId, id: string): Promise<LockedFlow | undefined> {
  return selectToSave(db, accountId, id, 'live', db``);
}

async function selectToSave(
  tx: Db,
  accountId: AccountId,
  id: string,
  state: 'live' | 'deleted',
  lock: Fragment,
): Promise<LockedFlow | undefined> {
  const [row] = await tx`
    select ${columns(tx)}, used_action_ids as "usedActionIds", (
      select definition::text from flow_revisions
      where (account_id, flow_id, revision_id) = (${accountId}, flow.id, flow.revision_id)
    ) as definition
    from flows flow
    where account_id = ${accountId} and id = ${id} and (deleted_at is not null) = ${state === 'deleted'}
    ${lock}`;
  return row as unknown as LockedFlow | undefined;
}

/** Adds the revision and makes it the current one. */
export async function insertRevision(
  tx: Tx,
  accountId: AccountId,
  now: EpochMillis,
  id: string,
  saved: SavedColumns,
): Promise<FlowRow> {
  const [row] = await tx`
    with flow as (
      update flows set revision_id = revision_id + 1, name = ${saved.name}, uuid = ${saved.uuid},
             is_enabled = ${saved.isEnabled}, next_action_id = ${saved.nextActionId},
             used_action_ids = ${saved.usedActionIds as string[]}::text[],
             touched_properties = ${saved.touchedProperties as string[]}::text[],
             updated_at = ${now}::timestamptz
      where account_id = ${accountId} and id = ${id}
      returning *
    ), revision as (
      insert into flow_revisions (account_id, flow_id, revision_id, definition, created_at, saved_by, restored_from)
      select ${accountId}::bigint, id, revision_id, ${saved.definition}::text::json, updated_at,
             ${JSON.stringify(saved.savedBy)}::text::jsonb, ${saved.restoredFrom ?? null}::bigint
      from flow
    )
    select ${columns(tx)} from flow`;
  return row as unknown as FlowRow;
}

/** Deletes the flow at an instant, or brings it back with null. */
export async function setDeletedAt(
  tx: Tx,
  accountId: AccountId,
  id: string,
  at: EpochMillis | null,
): Promise<void> {
  await tx`update flows set deleted_at = ${at}::timestamptz where account_id = ${accountId} and id = ${id}`;
}
