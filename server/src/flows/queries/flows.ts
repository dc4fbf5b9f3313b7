import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Db, Tx } from '../../platform/index.ts';

/** A flow at a glance. */
export interface FlowRow {
  readonly id: string;
  readonly legacyId: number | null;
  readonly objectTypeId: string;
  readonly flowType: string;
  readonly name: string | null;
  readonly uuid: string | null;
  readonly isEnabled: boolean;
  readonly revisionId: string;
  /** Above every action id that the flow has ever used. */
  readonly nextActionId: string;
  /** `<object type id>/<name>` of every property that the current revision reads or writes. */
  readonly touchedProperties: readonly string[];
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
}

/** A flow with the text of its current revision. */
export interface FlowWithText extends FlowRow {
  readonly definition: string;
}

/** A flow with the version of the account's CRM that it was read under. */
export interface ReadFlow extends FlowWithText {
  readonly deletedAt: EpochMillis | null;
  readonly schemaVersion: string;
}

/** A flow that is about to be saved again or deleted. */
export interface LockedFlow extends FlowWithText {
  /** Every action id that any revision has used. */
  readonly usedActionIds: readonly string[];
}

/** What a save writes. */
export interface SavedColumns {
  readonly name: string | null;
  readonly uuid: string | null;
  readonly isEnabled: boolean;
  readonly nextActionId: string;
  readonly usedActionIds: readonly string[];
  readonly touchedProperties: readonly string[];
  readonly definition: string;
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
      insert into flow_revisions (account_id, flow_id, revision_id, definition, created_at)
      select account_id, id, revision_id, ${saved.definition}::text::json, created_at from flow
    )
    select ${columns(tx)} from flow`;
  return row as unknown as FlowRow;
}

/** The flow with its text, its row locked until the transaction ends. */
export async function lockFlow(
  tx: Tx,
  accountId: AccountId,
  id: string,
  state: 'live' | 'deleted',
): Promise<LockedFlow | undefined> {
  const [row] = await tx`
    select ${columns(tx)}, used_action_ids as "usedActionIds", (
      select definition::text from flow_revisions
      where (account_id, flow_id, revision_id) = (flow.account_id, flow.id, flow.revision_id)
    ) as definition
    from flows flow
    where account_id = ${accountId} and id = ${id} and (deleted_at is not null) = ${state === 'deleted'}
    for update`;
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
      insert into flow_revisions (account_id, flow_id, revision_id, definition, created_at)
      select account_id, id, revision_id, ${saved.definition}::text::json, updated_at from flow
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

/** Which of the ids are of flows that are there; texts that are no flow ids may be among them. */
export async function knownFlows(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = ids.filter((id) => /^\d{1,18}$/.test(id));
  if (wanted.length === 0) return new Set();
  const rows = await db`
    select id from flows where account_id = ${accountId} and id = any(${wanted}::bigint[]) and deleted_at is null`;
  return new Set(rows.map((row) => row['id'] as string));
}

/** Whether deleted flows are found, too. */
export type Which = 'live' | 'any';

/** What access to a flow is decided by. */
export type FlowTouches = Pick<ReadFlow, 'objectTypeId' | 'touchedProperties' | 'schemaVersion'>;

export async function selectTouches(
  db: Db,
  accountId: AccountId,
  id: string,
  which: Which,
): Promise<FlowTouches | undefined> {
  const [row] = await db`
    select object_type_id as "objectTypeId", touched_properties as "touchedProperties",
           (select schema_version from accounts where id = flow.account_id) as "schemaVersion"
    from flows flow
    where account_id = ${accountId} and id = ${id} and (deleted_at is null or ${which === 'any'})`;
  return row as unknown as FlowTouches | undefined;
}

/** The flows that there are, in no order, in one statement. */
export async function selectFlows(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
  which: Which = 'live',
): Promise<ReadFlow[]> {
  const rows = await db`
    select ${columns(db)}, definition::text as definition, deleted_at as "deletedAt",
           (select schema_version from accounts where id = flow.account_id) as "schemaVersion"
    from flows flow join flow_revisions revision
      on (revision.account_id, revision.flow_id, revision.revision_id) = (flow.account_id, flow.id, flow.revision_id)
    where flow.account_id = ${accountId} and flow.id = any(${ids as string[]}::bigint[])
      and (deleted_at is null or ${which === 'any'})`;
  return rows as unknown as ReadFlow[];
}

/** A flow of any account. */
export interface FlowKey {
  readonly accountId: AccountId;
  readonly id: string;
}

/** Flows of any accounts, in no order, in one statement. */
export async function selectFlowsByKey(
  db: Db,
  keys: readonly FlowKey[],
): Promise<(ReadFlow & { readonly accountId: AccountId })[]> {
  const rows = await db`
    select flow.account_id as "accountId", ${columns(db)}, definition::text as definition,
           deleted_at as "deletedAt", schema_version as "schemaVersion"
    from unnest(${keys.map(({ accountId }) => accountId)}::bigint[], ${keys.map(({ id }) => id)}::bigint[])
           as key (account_id, flow_id)
      join flows flow on (flow.account_id, flow.id) = (key.account_id, key.flow_id)
      join flow_revisions revision
        on (revision.account_id, revision.flow_id, revision.revision_id) = (flow.account_id, flow.id, flow.revision_id)
      join accounts account on account.id = flow.account_id
    where deleted_at is null`;
  return rows as unknown as (ReadFlow & { readonly accountId: AccountId })[];
}

function columns(db: Db) {
  return db`
    flow.id, flow.legacy_id as "legacyId", flow.object_type_id as "objectTypeId", flow.flow_type as "flowType",
    flow.name, flow.uuid, flow.is_enabled as "isEnabled", flow.revision_id as "revisionId",
    flow.next_action_id as "nextActionId", flow.touched_properties as "touchedProperties",
    flow.created_at as "createdAt", flow.updated_at as "updatedAt"`;
}
