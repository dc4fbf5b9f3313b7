import { codeOf, DatabaseUnavailable } from './database/index.ts';

/** SQLSTATE classes that say nothing about the rows: conflicts with others, resources, the server itself. */
const ELSEWHERE = new Set(['40', '53', '55', '57', '58']);

/** Whether an error lies in the rows of a batch; a lost connection or a full disk lies elsewhere and is tried again whole. */
export function isOurs(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return false;
  return !ELSEWHERE.has(codeOf(error)?.slice(0, 2) ?? '');
}

/** The SQLSTATE of a statement that took longer than its `statement_timeout`, or was ended by an administrator. */
const QUERY_CANCELED = '57014';

/** Whether a statement took too long: it lies in the rows, if it does so again. */
export function tookTooLong(error: unknown): boolean {
  return codeOf(error) === QUERY_CANCELED;
}

/** The SQLSTATE of a lock that was not to be had in time. */
export const LOCK_NOT_AVAILABLE = '55P03';

/** Whether what a statement needed was held by another for longer than it waited. */
export function isHeldByAnother(error: unknown): boolean {
  return codeOf(error) === LOCK_NOT_AVAILABLE;
}

const UNDEFINED_TABLE = '42P01';

/** Whether a table that was there a moment ago is gone: another process has dropped it. */
export function isDroppedByAnother(error: unknown): boolean {
  return codeOf(error) === UNDEFINED_TABLE;
}
