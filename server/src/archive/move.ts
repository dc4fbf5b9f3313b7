import type { EpochMillis } from '@millrace/core/time';
import type { Db, Fragment } from '../platform/index.ts';
import { type Archive, openArchive } from './open.ts';
import { ARCHIVE_SCHEMA } from './tables.ts';

/** What a deletion that is a part of a statement returns: its rows, where they go into the archive. */
export function returnedForArchive(db: Db, archive: Archive | null): Fragment {
  return archive === null
    ? db`1`
    : db.unsafe(archive.columns.map((name) => `${archive.table}.${name}`).join(', '));
}

/** The next part of a statement, by which what an earlier one of it has, all columns of it, goes into the archive; nothing where it does not. */
export function andArchived(db: Db, archive: Archive | null, from: string): Fragment {
  return archive === null ? db`` : db`, archived as (${insertion(db, archive, from)})`;
}

/** Deletes rows of these instants, by a statement that ends with its condition; with an archive they go there. */
export async function takeOut(
  db: Db,
  archive: Archive | null,
  instants: readonly EpochMillis[],
  deletion: Fragment,
): Promise<void> {
  if (archive === null) {
    await deletion;
    return;
  }
  await openArchive(db, archive.table, instants);
  await db`
    with gone as (${deletion} returning ${returnedForArchive(db, archive)})
    ${insertion(db, archive, 'gone')}`;
}

/** A row that is there already was whole when it came, as one that is not may not be any longer. */
function insertion(db: Db, { table, columns }: Archive, from: string): Fragment {
  const list = columns.join(', ');
  return db.unsafe(
    `insert into ${ARCHIVE_SCHEMA}.${table} (${list}) select ${list} from ${from} on conflict do nothing`,
  );
}
