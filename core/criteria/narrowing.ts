/**
 * Where all records are that meet criteria: among those with certain values. More may be there than meet them; so an index of values leads to
 * the few that have to be asked.
 */

/** A value as it is compared: texts without regard to case, numbers as numbers, what is written exactly, or any of several choices. */
export type ComparedAs = 'TEXT' | 'NUMBER' | 'EXACT' | 'CHOICES';

export type Narrowing = Among | { readonly is: 'ALL' | 'ANY'; readonly parts: readonly Narrowing[] };

/** Every record has one of these values of a property of its own. */
export type Among = { readonly property: string; readonly as: ComparedAs } & AmongValues;

export type AmongValues =
  | { readonly is: 'VALUES'; readonly values: readonly string[] }
  /** From a value to another, both of them included; null where it is open. Values that begin with `to` are included, too. */
  | { readonly is: 'RANGE'; readonly from: string | null; readonly to: string | null };

/** No record at all meets it. */
export const NOWHERE: Narrowing = { is: 'ANY', parts: [] };

/** All of the parts are met: what is known of any of them is known of it. */
export function narrowedByAll(parts: readonly (Narrowing | undefined)[]): Narrowing | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length > 1 ? { is: 'ALL', parts: known } : known[0];
}

/** One of the parts is met: nothing is known unless it is of each. */
export function narrowedByAny(parts: readonly (Narrowing | undefined)[]): Narrowing | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? { is: 'ANY', parts: known } : undefined;
}
