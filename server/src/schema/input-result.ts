import type { ApiError } from '../platform/index.ts';

/** What came of one input of many: its result, or why there is none. */
export type InputResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ApiError };

export function done<T>(value: T): InputResult<T> {
  return { ok: true, value };
}

export function failed(error: ApiError): { readonly ok: false; readonly error: ApiError } {
  return { ok: false, error };
}

/** The result of the only input; its error is thrown. */
export function only<T>(outcomes: readonly InputResult<T>[]): T {
  const [outcome] = outcomes;
  if (!outcome) throw new Error('One input has one outcome.');
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}
