import type { AssociationKind, RecordImage, RecordRef } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import { type Db, drawIds, type Fragment } from '../platform/index.ts';

/**
 * The treatment of rows that another transaction holds: `wait` in the one order of locks, `skip` them (they do not come back and the
 * caller tries later), or `none`, only read.
 */
export type LockMode = 'wait' | 'skip' | 'none';

/** Loads records in one statement. Locks are taken in order of type and id, so that writers never deadlock. */
export async function loadRecords(
  db: Db,
  account: AccountId,
  refs: readonly RecordRef[],
  lock: LockMode,
): Promise<RecordImage[]> {
  if (refs.length === 0) return [];
  const rows = await db`
    select record.*
    from (
      select distinct * from unnest(${refs.map((ref) => ref.objectTypeId)}::text[], ${refs.map((ref) => ref.id)}::bigint[])
        as ref (object_type_id, id)
      order by object_type_id, id
    ) as wanted
    cross join lateral (
      select object_type_id as "objectTypeId", id, properties, created_at as "createdAt", updated_at as "updatedAt",
             archived_at as "archivedAt", created_by_flow as "createdByFlow", merged_into as "mergedInto"
      from records where account_id = ${account} and object_type_id = wanted.object_type_id and id = wanted.id
      offset 0
      ${lock === 'wait' ? db`for no key update` : lock === 'skip' ? db`for no key update skip locked` : db``}
    ) as record`;
  return rows as unknown as RecordImage[];
}

/** The record of the row `wanted`, live or not, as a subquery. */
export function imagesOf(db: Db, account: AccountId): Fragment {
  return db`
    select * from records where account_id = ${account} and object_type_id = wanted.object_type_id and id = wanted.record_id
    offset 0`;
}

/** The other ends of one kind of association of one record. */
export interface Associated {
  readonly from: RecordRef;
  readonly kind: AssociationKind;
  /** In order of id. */
  readonly ids: readonly string[];
}

/**
 * Finds, in one statement, the records associated with each `from` by its kind, in the order in which they were; one entry
 * for every question.
 */
export async function loadAssociated(
  db: Db,
  account: AccountId,
  questions: readonly { readonly from: RecordRef; readonly kind: AssociationKind }[],
): Promise<Associated[]> {
  if (questions.length === 0) return [];
  const rows = await db`
    select question.number, linked.ids
    from unnest(
      ${questions.map(({ from }) => from.objectTypeId)}::text[], ${questions.map(({ from }) => from.id)}::bigint[],
      ${questions.map(({ kind }) => kind.category)}::text[]::association_category[], ${questions.map(({ kind }) => kind.typeId)}::integer[]
    ) with ordinality as question (from_type, from_id, category, type_id, number)
    cross join lateral (
      select array_agg(to_id order by created_at, to_id)::text[] as ids from associations
      where account_id = ${account} and from_object_type_id = question.from_type and from_id = question.from_id
        and category = question.category and type_id = question.type_id
    ) as linked
    where linked.ids is not null`;
  const found = new Map(rows.map((row) => [Number(row['number']), row['ids'] as string[]]));
  return questions.map(({ from, kind }, index) => ({ from, kind, ids: found.get(index + 1) ?? [] }));
}

/** Draws ids for new records, in one statement. */
export function drawRecordIds(db: Db, count: number): Promise<string[]> {
  return drawIds(db, 'record_ids', count);
}

/** Which of these values of unique properties are held, and by whom. */
export async function loadUniqueValues(
  db: Db,
  account: AccountId,
  values: readonly { readonly objectTypeId: string; readonly property: string; readonly value: string }[],
): Promise<(string | null)[]> {
  if (values.length === 0) return [];
  const rows = await db`
    select question.number, held.record_id
    from unnest(
      ${values.map((value) => value.objectTypeId)}::text[], ${values.map((value) => value.property)}::text[],
      ${values.map((value) => value.value)}::text[]
    ) with ordinality as question (object_type_id, property, value, number)
    cross join lateral (
      select record_id from unique_values
      where account_id = ${account} and object_type_id = question.object_type_id and property = question.property
        and value = question.value
      offset 0
    ) as held`;
  const found = new Map(rows.map((row) => [Number(row['number']), row['record_id'] as string]));
  return values.map((_, index) => found.get(index + 1) ?? null);
}
