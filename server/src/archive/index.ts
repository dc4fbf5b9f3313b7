/**
 * Archive: where old history goes that is not kept among the rest, and not deleted either: tables by month in a schema of their own, which nothing
 * here reads, for the operator to dump and to drop. It is made when it is first asked for.
 * Owns the table `archive_erasures` (what has been erased since it came there). Rows in: old ones from retention, by whose folders they are; rows out:
 * those of erased contacts.
 */
export { adoptMonths, detachMonth } from './detach-month.ts';
export { eraseArchived, erasuresOf, noteErased } from './erase.ts';
export { type Forgetting, type Forgot, forgetInOrder } from './forgetting.ts';
export { andArchived, returnedForArchive, takeOut } from './move.ts';
export { type Archive, ArchiveRefused, openArchive } from './open.ts';
export { ARCHIVE_SCHEMA, type ArchivedTable } from './tables.ts';
