/** The one envelope of batches: a result for each input, or an error that names the input without one. */
import { type EpochMillis, iso } from '@millrace/core/time';
import type { ApiError, ErrorDetail } from './errors.ts';

/** The identity of an input in its error. */
export type InputContext = Readonly<Record<string, readonly string[]>>;

export interface BatchError {
  readonly status: 'error';
  readonly category: string;
  readonly subCategory?: string;
  readonly message: string;
  readonly context: InputContext;
  readonly errors: readonly ErrorDetail[];
  readonly links: Readonly<Record<string, string>>;
}

/** The body of an answer; `now` is the account's clock. Its status is 207 when there are errors, but where the original has 200. */
export function batchAnswer<T>(now: EpochMillis, results: readonly T[], errors: readonly BatchError[] = []) {
  const at = iso(now);
  return {
    status: 'COMPLETE' as const,
    results,
    ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
    requestedAt: at,
    startedAt: at,
    completedAt: at,
  };
}

/** Why an input has no result. `place` is where the input stands in the body, for the members that the error names. */
export function batchError(
  error: Pick<ApiError, 'category' | 'message'> &
    Partial<Pick<ApiError, 'subCategory' | 'context' | 'errors'>>,
  context: InputContext,
  place?: string,
): BatchError {
  const { category, subCategory, message, errors = [] } = error;
  return {
    status: 'error',
    category,
    ...(subCategory === undefined ? {} : { subCategory }),
    message,
    context: { ...error.context, ...context },
    errors: errors.map((detail) =>
      place === undefined || detail.in === undefined ? detail : { ...detail, in: `${place}.${detail.in}` },
    ),
    links: {},
  };
}
