import { codeOf, DatabaseUnavailable } from './database/index.ts';
import { ApiError } from './errors.ts';
import { LOCK_NOT_AVAILABLE, tookTooLong } from './is-ours.ts';

/** Seconds until a client may retry after a lock or an absent database. */
const RETRY_AFTER_SECONDS = 1;

/** The answer to a request whose statement the database ended or could not take; undefined for a bug. */
export function databaseRefusal(error: unknown): ApiError | undefined {
  if (error instanceof DatabaseUnavailable) return tryAgain(error.message);
  if (tookTooLong(error)) return tooSlow('The database took longer over this request');
  switch (codeOf(error)) {
    case DISK_FULL:
      return new ApiError({
        status: 507,
        category: 'INSUFFICIENT_STORAGE',
        message: 'The disk of the database is full: nothing of this request was stored.',
      });
    case OUT_OF_MEMORY:
    case CONFIGURATION_LIMIT_EXCEEDED:
      return tryAgain('The database is short of memory or of locks.');
    case READ_ONLY:
      return tryAgain('The database takes no writes now.');
    case LOCK_NOT_AVAILABLE:
      return tryAgain(
        'What this request needs is held by another for longer than a request waits. Try again.',
      );
    case DEADLOCK_DETECTED:
    case SERIALIZATION_FAILURE:
      return tryAgain("This request and another one stood in each other's way. Try again.");
    default:
      return undefined;
  }
}

const READ_ONLY = '25006';
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const DISK_FULL = '53100';
const OUT_OF_MEMORY = '53200';
const CONFIGURATION_LIMIT_EXCEEDED = '53400';

/** Names in the answer the work that the database took too long over: "The search for contacts". */
export async function namedWhenSlow<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (tookTooLong(error)) throw tooSlow(`${what} took longer`);
    throw error;
  }
}

function tooSlow(subject: string): ApiError {
  return new ApiError({
    status: 504,
    category: 'TIMEOUT',
    message: `${subject} than a request may take. Ask for less at a time, or narrow the filters.`,
  });
}

function tryAgain(message: string): ApiError {
  return new ApiError({
    status: 503,
    category: 'SERVICE_UNAVAILABLE',
    message,
    headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
  });
}
