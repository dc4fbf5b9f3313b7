import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import type { Definition } from '../definition/definition-input.ts';
import { type FunctionIdentifier, functionsOf } from './definitions.ts';

/** A definition as it was. */
export interface RevisionRow {
  readonly revisionId: number;
  readonly definition: Definition;
  readonly functions: readonly FunctionIdentifier[];
  readonly createdAt: EpochMillis;
}

/** Keeps the definition as it is now. */
export async function keepRevision(
  db: Db,
  accountId: AccountId,
  definitionId: string,
  now: EpochMillis,
): Promise<void> {
  await db`
    insert into app_action_revisions (account_id, definition_id, revision_id, definition, functions, created_at)
    select account_id, id, revision_id, definition, ${functionsOf(db, accountId)}, ${now}
    from app_actions where account_id = ${accountId} and id = ${definitionId}`;
}

export interface RevisionsQuery {
  readonly definitionId: string;
  /** The last of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** The newest first. */
export async function listRevisions(
  db: Db,
  accountId: AccountId,
  { definitionId, after, limit }: RevisionsQuery,
): Promise<RevisionRow[]> {
  const rows = await db`
    select ${columns(db)} from app_action_revisions
    where account_id = ${accountId} and definition_id = ${definitionId}
      ${after === undefined ? db`` : db`and revision_id < ${after}::bigint`}
    order by revision_id desc limit ${limit}`;
  return rows as unknown as RevisionRow[];
}

export async function selectRevision(
  db: Db,
  accountId: AccountId,
  definitionId: string,
  revisionId: string,
): Promise<RevisionRow | undefined> {
  const [row] = await db`
    select ${columns(db)} from app_action_revisions
    where account_id = ${accountId} and definition_id = ${definitionId} and revision_id = ${revisionId}::bigint`;
  return row as unknown as RevisionRow | undefined;
}

function columns(db: Db) {
  return db`revision_id as "revisionId", definition, functions, created_at as "createdAt"`;
}
