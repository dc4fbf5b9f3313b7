import { quote } from '@millrace/core/problem';

/** A notice beside the result, in the contract's shape. */
export interface Warning {
  readonly category: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/**
 * The notice for an `id` in a body: it was not taken, since ids are drawn here. None without an `id`. The original silently
 * ignores such a member.
 */
export function idNotTaken(
  member: string,
  given: unknown,
  drawn: string,
): { readonly warnings?: readonly Warning[] } {
  if (given === undefined || given === null || String(given) === drawn) return {};
  const message = `${member} ${quote(given)} was not taken: ids cannot be chosen here. The new one is ${quote(drawn)}.`;
  return {
    warnings: [{ category: 'ID_NOT_TAKEN', message, context: { [member]: [quote(given)], id: [drawn] } }],
  };
}
