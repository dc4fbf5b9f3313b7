import { quote } from '@millrace/core/problem';

/** Something that an answer says beside the result, in the contract's shape. */
export interface Warning {
  readonly category: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/**
 * What an answer says of an id that a body brought along: it was not taken, since ids are drawn here. Nothing is said when
 * none was given. The original passes such a member over without a word.
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
