import { ApiError } from './errors.ts';

/** Seconds after which a client that met a lock or the end of a connection may ask again. */
const RETRY_AFTER_SECONDS = 1;

/** What a request is answered when the database ended what it asked, or could not be asked; undefined for a bug. */
export function databaseRefusal(error: unknown): ApiError | undefined {
  switch (codeOf(error)) {
    case QUERY_CANCELED:
      return new ApiError({
        status: 504,
        category: 'TIMEOUT',
        message:
          'The database took longer over this request than a request may take. Ask for less at a time, or narrow the filters.',
      });
    case LOCK_NOT_AVAILABLE:
      return busy('What this request needs is held by another for longer than a request waits. Try again.');
    case DEADLOCK_DETECTED:
    case SERIALIZATION_FAILURE:
      return busy("This request and another one stood in each other's way. Try again.");
    default:
      return undefined;
  }
}

const QUERY_CANCELED = '57014';
const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK_DETECTED = '40P01';
const SERIALIZATION_FAILURE = '40001';

function codeOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

function busy(message: string): ApiError {
  return new ApiError({
    status: 503,
    category: 'SERVICE_UNAVAILABLE',
    message,
    headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
  });
}
