/** Lists that a workflow or an import makes by itself; `listId` is then the id of the workflow or import. */
export const IN_LIST_TYPES = [
  'WORKFLOWS_ENROLLMENT',
  'WORKFLOWS_ACTIVE',
  'WORKFLOWS_GOAL',
  'WORKFLOWS_COMPLETED',
  'IMPORT',
] as const;
export type InListType = (typeof IN_LIST_TYPES)[number];

/** The name of a list in `inList` and `reads.lists`: its id, or its kind and its maker's id, as "WORKFLOWS_ACTIVE:12". */
export function listKey(id: string, type?: InListType): string | undefined {
  if (!/^[0-9]{1,18}$/.test(id)) return undefined;
  return type === undefined ? id : `${type}:${id}`;
}

const MISSING = ' (deleted or never made)';

/** How a filter names a list that is not there: by no id, so that it is neither met nor denied. */
export function missingList(listId: string): string {
  return `${listId}${MISSING}`;
}

/** Why a filter cannot ask for such a list. */
export function whyNoList(listId: string): string {
  return listId.endsWith(MISSING)
    ? `the list ${listId.slice(0, -MISSING.length)} has been deleted, or never was made`
    : `"${listId}" is not the id of a list`;
}

/** A parsed list key: the list's own id, or the kind of list and its maker's id. */
export interface ListKey {
  readonly kind: 'LIST' | InListType;
  /** Digits, without leading zeros. */
  readonly id: string;
}

/** Parses a key of `listKey`; a list that cannot be asked has the id 0. */
export function readListKey(key: string): ListKey {
  const [kind, id] = key.includes(':') ? (key.split(':') as [InListType, string]) : (['LIST', key] as const);
  return { kind, id: /^\d{1,18}$/.test(id) ? String(BigInt(id)) : '0' };
}
