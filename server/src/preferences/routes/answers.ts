import { type EpochMillis, iso } from '@millrace/core/time';
import type { ApiError } from '../../platform/index.ts';

/** An input that has no result, by its address. */
export interface Failure {
  readonly subscriber: string;
  readonly error: ApiError;
}

/** The body that every action on preferences answers with. */
export function completed<T>(now: EpochMillis, results: readonly T[], failures: readonly Failure[] = []) {
  return {
    status: 'COMPLETE',
    results,
    ...(failures.length > 0 ? { numErrors: failures.length, errors: failures.map(standardError) } : {}),
    requestedAt: iso(now),
    startedAt: iso(now),
    completedAt: iso(now),
  };
}

function standardError({ subscriber, error }: Failure) {
  return {
    status: 'error',
    category: error.category,
    message: error.message,
    context: { ...error.context, subscriberIdString: [subscriber] },
    errors: error.errors,
    links: {},
  };
}
