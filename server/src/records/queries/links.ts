import type { AssociationKind, RecordRef } from '@millrace/core/record';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';

/** One association of a record, as its side sees it. */
export interface LinkRow {
  readonly from: RecordRef;
  readonly to: RecordRef;
  readonly kind: AssociationKind;
}

/** Every association of these records, in order, `limit` at most; rides the primary key. */
export async function selectLinks(
  db: Db,
  account: AccountId,
  refs: readonly RecordRef[],
  limit: number,
): Promise<LinkRow[]> {
  const rows = await db`
    select from_object_type_id, from_id, to_object_type_id, to_id, category, type_id
    from associations
    where account_id = ${account} and (from_object_type_id, from_id) in (
      select * from unnest(${refs.map((ref) => ref.objectTypeId)}::text[], ${refs.map((ref) => ref.id)}::bigint[])
    )
    order by from_object_type_id, from_id, to_object_type_id, category, type_id, to_id
    limit ${limit}`;
  return rows.map((row) => ({
    from: { objectTypeId: row['from_object_type_id'] as string, id: row['from_id'] as string },
    to: { objectTypeId: row['to_object_type_id'] as string, id: row['to_id'] as string },
    kind: { category: row['category'] as AssociationKind['category'], typeId: row['type_id'] as number },
  }));
}

/** Takes every association of a record out, seen from either end. */
export async function deleteLinks(
  db: Db,
  account: AccountId,
  ref: RecordRef,
  links: readonly LinkRow[],
): Promise<void> {
  await Promise.all([
    db`
      delete from associations
      where account_id = ${account} and from_object_type_id = ${ref.objectTypeId} and from_id = ${ref.id}`,
    db`
      delete from associations using unnest(
        ${links.map(({ to }) => to.objectTypeId)}::text[], ${links.map(({ to }) => to.id)}::bigint[]
      ) as far (object_type_id, id)
      where account_id = ${account} and from_object_type_id = far.object_type_id and from_id = far.id
        and to_object_type_id = ${ref.objectTypeId} and to_id = ${ref.id}`,
  ]);
}
