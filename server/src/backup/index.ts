/**
 * Backups: all accounts of an installation, or one, as one file that any installation of this release or a later one takes, whatever its
 * PostgreSQL is.
 * Owns no table: what there is it reads from the catalogue. Rows out: all, as they are. Rows in: all, of an empty installation or of a new account.
 */
export { type BackedUp, backUp } from './back-up.ts';
export { type CheckedBackup, checkBackup } from './check.ts';
export { NoBackup, readBackup } from './read-backup.ts';
export { type Restored, restore } from './restore.ts';
