import { ApiFailure } from '../api/index.ts';

/** What a refusal says of single properties, and what is left of it that is about none of these. */
export interface FieldProblems {
  of(name: string): string | undefined;
  /** Null when every problem stands at its field. */
  readonly rest: Error | null;
}

export function fieldProblems(error: Error | null, names: readonly string[]): FieldProblems {
  const errors = error instanceof ApiFailure ? error.errors : [];
  const by = new Map(
    errors.flatMap(({ in: at = '', message }) => {
      const name = at.replace(/^properties\./, '');
      return names.includes(name) ? [[name, message] as const] : [];
    }),
  );
  const isSaid =
    errors.length > 0 &&
    by.size > 0 &&
    errors.every(({ in: at = '' }) => by.has(at.replace(/^properties\./, '')));
  return { of: (name) => by.get(name), rest: isSaid ? null : error };
}
