import { type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import { type AccountId, readAccount } from '../accounts/index.ts';
import { BeginAgain, type Unit } from '../history/index.ts';
import type { Db, Fragment } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { loadRecords } from './load.ts';

/** Records by the keys of the refs that they were asked for by. */
export type Named = ReadonlyMap<string, RecordImage>;

/**
 * The records that these refs name; one that was merged is the one that goes on for it. One statement, a second one only when there are merged
 * ones among them, and one more for each time that an heir is merged between two of them.
 */
export async function readNamed(db: Db, account: AccountId, refs: readonly RecordRef[]): Promise<Named> {
  let images = await loadRecords(db, account, refs, 'none');
  let named: Named = byKey(images);
  for (;;) {
    const heirs = [...heirsOf(images).values()];
    if (heirs.length === 0) return named;
    images = await loadRecords(db, account, heirs, 'none');
    named = withHeirs(named, images);
  }
}

/**
 * The same for writing, every row locked; with `skip` without those that others hold. Merges must be known before the first lock: else the unit
 * begins again.
 */
export async function lockNamed(
  unit: Unit,
  refs: readonly RecordRef[],
  lock: 'wait' | 'skip' = 'wait',
): Promise<Named> {
  const { tx, account, heirs } = unit;
  const wanted = new Map(
    refs.map((ref) => heirs.get(recordKey(ref)) ?? ref).map((ref) => [recordKey(ref), ref]),
  );
  const images = await loadRecords(tx, account.id, [...wanted.values()], lock);
  const found = heirsOf(images);
  if (found.size > 0) {
    for (const [key, heir] of heirs) heirs.set(key, found.get(recordKey(heir)) ?? heir);
    for (const [key, heir] of found) heirs.set(key, heir);
    throw new BeginAgain('Records keep being merged while they are written to.');
  }
  const named = new Map(byKey(images));
  for (const ref of refs) {
    const heir = heirs.get(recordKey(ref));
    const image = heir && named.get(recordKey(heir));
    if (image) named.set(recordKey(ref), image);
  }
  return named;
}

/** The ids under which a record is known or was, before merges; the present one first. */
export function idsOf(db: Db, account: AccountId, { objectTypeId, id }: RecordRef): Promise<string[]> {
  return idsOfOne(db, account, [objectTypeId], id);
}

/** A subquery of the ids that a record has or had, before merges, of the expression `id`. Rides records_by_merged_into. */
export function knownIds(db: Db, account: AccountId, id: Fragment): Fragment {
  return db`
    select ${id} as id
    union all
    select id from records where account_id = ${account} and merged_into = ${id} and merged_into is not null`;
}

/** The same for a record of any type: no two records have the same id. */
export async function idsOfAnyType(db: Db, account: AccountId, id: string): Promise<string[]> {
  const { schemaVersion } = await readAccount(db, account);
  const { objectTypes } = await loadSchema(db, account, schemaVersion);
  return idsOfOne(
    db,
    account,
    objectTypes.map((type) => type.id),
    id,
  );
}

async function idsOfOne(
  db: Db,
  account: AccountId,
  objectTypeIds: readonly string[],
  id: string,
): Promise<string[]> {
  const rows = await db`
    with present as (
      select coalesce(merged_into, id) as id from records
      where account_id = ${account} and object_type_id = any(${objectTypeIds}::text[]) and id = ${id}
    )
    select id from present
    union all
    select merged.id from present
    join records merged on merged.account_id = ${account} and merged.merged_into = present.id`;
  return rows.length === 0 ? [id] : rows.map((row) => row['id'] as string);
}

/** The heirs of merged records, by the keys of these. */
function heirsOf(images: readonly RecordImage[]): ReadonlyMap<string, RecordRef> {
  return new Map(
    images.flatMap((image) =>
      image.mergedInto
        ? [[recordKey(image), { objectTypeId: image.objectTypeId, id: image.mergedInto }] as const]
        : [],
    ),
  );
}

function withHeirs(named: Named, heirs: readonly RecordImage[]): Named {
  const there = byKey(heirs);
  return new Map(
    [...named].map(([key, image]) => {
      const heir = image.mergedInto && there.get(recordKey({ ...image, id: image.mergedInto }));
      return [key, heir || image];
    }),
  );
}

function byKey(images: readonly RecordImage[]): Named {
  return new Map(images.map((image) => [recordKey(image), image]));
}
