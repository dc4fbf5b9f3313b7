import type { FlowDefinition, FlowFacts } from '@millrace/core/flow';
import { type AccountId, schemaVersionOf } from '../../accounts/index.ts';
import type { Db, Fragment } from '../../platform/index.ts';
import { storedDefinition } from '../stored-definition.ts';
import { columns, type ReadFlow } from './flow-row.ts';

/** Whether deleted flows are found, too. */
export type Which = 'live' | 'any';

/** The columns that decide access to a flow. */
export type FlowTouches = Pick<ReadFlow, 'objectTypeId' | 'touchedProperties' | 'schemaVersion'>;

export async function selectTouches(
  db: Db,
  accountId: AccountId,
  id: string,
  which: Which,
): Promise<FlowTouches | undefined> {
  const [row] = await db`
    select object_type_id as "objectTypeId", touched_properties as "touchedProperties",
           (${schemaVersionOf(db, db`${accountId}`)}) as "schemaVersion"
    from flows flow
    where account_id = ${accountId} and id = ${id} and (deleted_at is null or ${which === 'any'})`;
  return row as unknown as FlowTouches | undefined;
}

/** The touches of each flow of the account, deleted flows too. */
export async function selectAllTouches(
  db: Db,
  accountId: AccountId,
): Promise<(FlowTouches & { readonly id: string; readonly name: string })[]> {
  const rows = await db`
    select id, name, object_type_id as "objectTypeId", touched_properties as "touchedProperties",
           (${schemaVersionOf(db, db`${accountId}`)}) as "schemaVersion"
    from flows flow where account_id = ${accountId}`;
  return rows as unknown as (FlowTouches & { id: string; name: string })[];
}

/** The names and touches of the flows among these that the account has, deleted ones too. */
export async function selectNamedTouches(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
): Promise<
  (Pick<FlowTouches, 'objectTypeId' | 'touchedProperties'> & { id: string; name: string | null })[]
> {
  const rows = await db`
    select id, name, object_type_id as "objectTypeId", touched_properties as "touchedProperties"
    from flows where account_id = ${accountId} and id = any(${ids as string[]}::bigint[])`;
  return rows as unknown as (Pick<FlowTouches, 'objectTypeId' | 'touchedProperties'> & {
    id: string;
    name: string | null;
  })[];
}

/** The names of the flows among these that the account has, deleted ones too. */
export async function flowNames(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await db`
    select id, name from flows where account_id = ${accountId} and id = any(${ids as string[]}::bigint[])`;
  return new Map(rows.map((row) => [row['id'] as string, row['name'] as string | null]));
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
           (${schemaVersionOf(db, db`${accountId}`)}) as "schemaVersion"
    from flows flow join flow_revisions revision
      on (revision.account_id, revision.flow_id, revision.revision_id) = (flow.account_id, flow.id, flow.revision_id)
    where flow.account_id = ${accountId} and flow.id = any(${ids as string[]}::bigint[])
      and (deleted_at is null or ${which === 'any'})`;
  return rows as unknown as ReadFlow[];
}

/** A flow, and the revision of it whose definition is at hand already, if any. */
export interface FlowKey {
  readonly id: string;
  readonly knownRevisionId: string | null;
}

/** A flow; without its definition when that was known. */
export type KeyedFlow = Omit<ReadFlow, 'definition'> & { readonly definition: string | null };

/** Live flows, in no order, in one statement. */
export async function selectFlowsByKey(
  db: Db,
  accountId: AccountId,
  keys: readonly FlowKey[],
): Promise<KeyedFlow[]> {
  const rows = await db`
    select ${columns(db)}, deleted_at as "deletedAt", (${schemaVersionOf(db, db`${accountId}`)}) as "schemaVersion",
           case when flow.revision_id is distinct from key.known_revision_id then (
             select definition::text from flow_revisions
             where (account_id, flow_id, revision_id) = (${accountId}, flow.id, flow.revision_id)
           ) end as definition
    from unnest(
           ${keys.map(({ id }) => id)}::bigint[], ${keys.map(({ knownRevisionId }) => knownRevisionId)}::bigint[]
         ) as key (flow_id, known_revision_id)
      join flows flow on (flow.account_id, flow.id) = (${accountId}, key.flow_id)
    where deleted_at is null`;
  return rows as unknown as KeyedFlow[];
}

/** The flows that are there by these ids, or by these of the older API; texts that are neither may be among them. */
export async function knownFlows(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FlowFacts>> {
  const wanted = ids.filter((id) => /^\d{1,18}$/.test(id));
  if (wanted.length === 0) return new Map();
  const rows = await db`
    select id, legacy_id::text as "legacyId", object_type_id as "objectTypeId", is_enabled as "isEnabled" from flows
    where account_id = ${accountId} and deleted_at is null
      and (id = any(${wanted}::bigint[]) or legacy_id = any(${wanted}::bigint[]))`;
  const factsOf = ({ objectTypeId, isEnabled }: Record<string, unknown>) =>
    ({ objectTypeId, isEnabled }) as FlowFacts;
  return new Map([
    ...rows.flatMap((row) => (row['legacyId'] ? [[row['legacyId'] as string, factsOf(row)] as const] : [])),
    ...rows.map((row) => [row['id'] as string, factsOf(row)] as const),
  ]);
}

/** Flows whose current revision has an action of a type. Reads every flow of the account: for what is done seldom. */
export async function flowsWithActionType(
  db: Db,
  accountId: AccountId,
  actionTypeId: string,
): Promise<string[]> {
  const action = JSON.stringify([{ actionTypeId }]);
  const rows = await db`
    select flows.id from flows
    join flow_revisions on (flow_revisions.account_id, flow_revisions.flow_id, flow_revisions.revision_id)
      = (flows.account_id, flows.id, flows.revision_id)
    where flows.account_id = ${accountId} and deleted_at is null
      and flow_revisions.definition::jsonb -> 'actions' @> ${action}::text::jsonb`;
  return rows.map((row) => row['id'] as string);
}

/** The next flows of an account behind an id, in the order of their ids. */
export async function flowsBehind(db: Db, accountId: AccountId, id: string, most: number): Promise<string[]> {
  const rows = await db`
    select id from flows where account_id = ${accountId} and id > ${id} and deleted_at is null order by id limit ${most}`;
  return rows.map((row) => row['id'] as string);
}

/** A subquery of the ids of all flows, deleted ones too. */
export function flowIds(db: Db, accountId: AccountId): Fragment {
  return db`select id from flows where account_id = ${accountId}`;
}

/** The current definitions of the flows that are on. */
export async function enabledDefinitions(
  db: Db,
  accountId: AccountId,
): Promise<{ readonly id: string; readonly definition: FlowDefinition }[]> {
  const rows = await db`
    select id, definition from flows flow join flow_revisions revision
      on (revision.account_id, revision.flow_id, revision.revision_id) = (flow.account_id, flow.id, flow.revision_id)
    where flow.account_id = ${accountId} and is_enabled and deleted_at is null order by id`;
  return rows.map((row) => {
    const id = row['id'] as string;
    return { id, definition: storedDefinition(id, row['definition']) };
  });
}
