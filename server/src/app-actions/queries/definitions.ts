import type { EpochMillis } from '@millrace/core/time';
import { type AccountId, appsAmong } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import type { Definition, FunctionType } from '../definition/definition-input.ts';

/** A function without its code. */
export interface FunctionIdentifier {
  readonly functionType: FunctionType;
  /** Empty without one. */
  readonly functionId: string;
}

/** A definition at its current revision. */
export interface DefinitionRow {
  readonly id: string;
  readonly appId: number;
  readonly revisionId: number;
  readonly definition: Definition;
  readonly requiresObject: boolean;
  readonly archivedAt: EpochMillis | null;
  readonly functions: readonly FunctionIdentifier[];
}

/** A definition among all of the account. */
export type DefinitionOfAccount = Omit<DefinitionRow, 'functions'> & { readonly appDeleted: boolean };

/** Definitions of all apps of the account, or those of these ids, archived or not. */
export async function selectAllDefinitions(
  db: Db,
  accountId: AccountId,
  ids: readonly string[] | null = null,
): Promise<DefinitionOfAccount[]> {
  const rows = await db`
    select id, app_id as "appId", revision_id as "revisionId", definition, requires_object as "requiresObject",
           archived_at as "archivedAt"
    from app_actions
    where account_id = ${accountId} ${ids === null ? db`` : db`and id = any(${ids as string[]}::bigint[])`}`;
  const definitions = rows as unknown as Omit<DefinitionOfAccount, 'appDeleted'>[];
  const apps = await appsAmong(db, accountId, [...new Set(definitions.map(({ appId }) => appId))]);
  return definitions.map((each) => ({ ...each, appDeleted: !apps.has(each.appId) }));
}

export interface DefinitionsQuery {
  readonly appId: number;
  readonly archived: boolean;
  readonly after: string | undefined;
  readonly limit: number;
}

/** The definitions of an app, in the order of their ids. */
export async function listDefinitions(
  db: Db,
  accountId: AccountId,
  { appId, archived, after, limit }: DefinitionsQuery,
): Promise<DefinitionRow[]> {
  const rows = await db`
    select ${columns(db, accountId)} from app_actions
    where account_id = ${accountId} and app_id = ${appId} and id > ${after ?? '0'}
      and (archived_at is not null) = ${archived}
    order by id limit ${limit}`;
  return rows as unknown as DefinitionRow[];
}

/** A definition of an app, archived or not. */
export async function selectDefinition(
  db: Db,
  accountId: AccountId,
  appId: number,
  id: string,
): Promise<DefinitionRow | undefined> {
  const [row] = await db`
    select ${columns(db, accountId)} from app_actions
    where account_id = ${accountId} and app_id = ${appId} and id = ${id}`;
  return row as unknown as DefinitionRow | undefined;
}

/** Definitions in use of all apps of the account. */
export async function countDefinitions(db: Db, accountId: AccountId): Promise<number> {
  const [row] = await db`
    select count(*)::int as count from app_actions where account_id = ${accountId} and archived_at is null`;
  return row!['count'] as number;
}

export async function insertDefinition(
  db: Db,
  accountId: AccountId,
  appId: number,
  definition: Definition,
  now: EpochMillis,
): Promise<string> {
  const [row] = await db`
    insert into app_actions (account_id, app_id, definition, created_at)
    values (${accountId}, ${appId}, ${JSON.stringify(definition)}::text::jsonb, ${now}) returning id`;
  return row!['id'] as string;
}

/** Gives a definition its next revision. */
export async function updateDefinition(
  db: Db,
  accountId: AccountId,
  id: string,
  definition: Definition,
): Promise<void> {
  await db`
    update app_actions set definition = ${JSON.stringify(definition)}::text::jsonb, revision_id = revision_id + 1
    where account_id = ${accountId} and id = ${id}`;
}

export async function archiveDefinition(
  db: Db,
  accountId: AccountId,
  id: string,
  now: EpochMillis,
): Promise<void> {
  await db`update app_actions set archived_at = ${now} where account_id = ${accountId} and id = ${id}`;
}

export async function setRequiresObject(
  db: Db,
  accountId: AccountId,
  id: string,
  requiresObject: boolean,
): Promise<void> {
  await db`
    update app_actions set requires_object = ${requiresObject} where account_id = ${accountId} and id = ${id}`;
}

function columns(db: Db, accountId: AccountId) {
  return db`
    id, app_id as "appId", revision_id as "revisionId", definition, requires_object as "requiresObject",
    archived_at as "archivedAt", ${functionsOf(db, accountId)} as functions`;
}

/** The functions of a row of `app_actions`, which is of this account, as JSON. */
export function functionsOf(db: Db, accountId: AccountId) {
  return db`
    coalesce((
      select jsonb_agg(
        jsonb_build_object('functionType', function_type, 'functionId', function_id) order by function_type, function_id)
      from app_action_functions
      where app_action_functions.account_id = ${accountId} and definition_id = app_actions.id
    ), '[]')`;
}
