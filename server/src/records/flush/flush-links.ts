import { type AssociationWrite, recordKey } from '@millrace/core/record';
import type { Flusher, Unit } from '../../history/index.ts';
import { insertRows } from '../../platform/index.ts';

/** Writes the associations that were made or cut, a row for each direction. */
export const flushLinks: Flusher = async (unit) => {
  const writes = lastWrites(unit.world.associationWrites);
  await Promise.all([removeAssociations(unit, writes), addAssociations(unit, writes)]);
};

async function removeAssociations(unit: Unit, writes: readonly AssociationWrite[]): Promise<void> {
  const rows = bothDirections(writes, 'remove');
  if (rows.length === 0) return;
  await unit.tx`
    with gone as (select link.place from unnest(
      ${rows.map((row) => row.from.objectTypeId)}::text[], ${rows.map((row) => row.from.id)}::bigint[],
      ${rows.map((row) => row.to.objectTypeId)}::text[], ${rows.map((row) => row.to.id)}::bigint[],
      ${rows.map((row) => row.kind.category)}::text[]::association_category[], ${rows.map((row) => row.kind.typeId)}::integer[]
    ) as row (from_type, from_id, to_type, to_id, category, type_id)
    cross join lateral (
      select ctid as place from associations
      where account_id = ${unit.account.id} and from_object_type_id = row.from_type and from_id = row.from_id
        and to_object_type_id = row.to_type and to_id = row.to_id
        and category = row.category and type_id = row.type_id
      offset 0
    ) as link)
    delete from associations using gone where associations.ctid = gone.place and associations.account_id === ${unit.account.id}`;
}

/** A link of a record that is made here cannot be there yet; whether another is, the insertion finds out. */
async function addAssociations(unit: Unit, writes: readonly AssociationWrite[]): Promise<void> {
  const isNew = ({ from, to }: Row) => unit.world.isNew(from) || unit.world.isNew(to);
  const rows = bothDirections(writes, 'add');
  await insertNew(unit, rows.filter(isNew));
  await insertOthers(
    unit,
    rows.filter((row) => !isNew(row)),
  );
}

async function insertNew({ tx, account }: Unit, rows: readonly Row[]): Promise<void> {
  await insertRows(tx, 'associations', [
    { name: 'account_id', type: 'bigint', values: account.id },
    { name: 'from_object_type_id', type: 'text', values: rows.map((row) => row.from.objectTypeId) },
    { name: 'from_id', type: 'bigint', values: rows.map((row) => row.from.id) },
    { name: 'to_object_type_id', type: 'text', values: rows.map((row) => row.to.objectTypeId) },
    { name: 'to_id', type: 'bigint', values: rows.map((row) => row.to.id) },
    { name: 'category', type: 'association_category', values: rows.map((row) => row.kind.category) },
    { name: 'type_id', type: 'integer', values: rows.map((row) => row.kind.typeId) },
    { name: 'created_at', type: 'timestamptz', values: rows.map((row) => row.at) },
  ]);
}

async function insertOthers(unit: Unit, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await unit.tx`
    insert into associations (account_id, from_object_type_id, from_id, to_object_type_id, to_id, category, type_id, created_at)
    select ${unit.account.id}::bigint, from_type, from_id, to_type, to_id, category, type_id, at
    from unnest(
      ${rows.map((row) => row.from.objectTypeId)}::text[], ${rows.map((row) => row.from.id)}::bigint[],
      ${rows.map((row) => row.to.objectTypeId)}::text[], ${rows.map((row) => row.to.id)}::bigint[],
      ${rows.map((row) => row.kind.category)}::text[]::association_category[], ${rows.map((row) => row.kind.typeId)}::integer[],
      ${rows.map((row) => row.at)}::timestamptz[]
    ) as row (from_type, from_id, to_type, to_id, category, type_id, at)
    on conflict do nothing`;
}

interface Row extends Pick<AssociationWrite, 'from' | 'to' | 'kind' | 'at'> {}

/** Of the writes to one link the last: made and cut again in one world, it is not there in the end. */
function lastWrites(writes: readonly AssociationWrite[]): AssociationWrite[] {
  const last = new Map<string, AssociationWrite>();
  for (const write of writes) {
    const ends = [recordKey(write.from), recordKey(write.to)];
    const kinds = [write.kind.typeId, write.inverse.typeId];
    // The same link may be written from either end.
    if (ends[0]! > ends[1]!) {
      ends.reverse();
      kinds.reverse();
    }
    last.set(JSON.stringify([write.kind.category, ends, kinds]), write);
  }
  return [...last.values()];
}

function bothDirections(writes: readonly AssociationWrite[], action: AssociationWrite['action']): Row[] {
  return writes
    .filter((write) => write.action === action)
    .flatMap(({ from, to, kind, inverse, at }) => [
      { from, to, kind, at },
      { from: to, to: from, kind: inverse, at },
    ]);
}
