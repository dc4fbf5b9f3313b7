import { z } from 'zod';
import { type Condition, not, unknown } from '../condition.ts';
import { id } from '../members.ts';
import type { FilterOf } from '../tree.ts';

/** Lists that a workflow or an import makes by itself; `listId` is then the id of the workflow or import. */
export const IN_LIST_TYPES = [
  'WORKFLOWS_ENROLLMENT',
  'WORKFLOWS_ACTIVE',
  'WORKFLOWS_GOAL',
  'WORKFLOWS_COMPLETED',
  'IMPORT',
] as const;
export type InListType = (typeof IN_LIST_TYPES)[number];

const metadata = z.object({ id: id.nullish(), inListType: z.enum(IN_LIST_TYPES) });

/** Membership of a list. `metadata` comes as an object or as an array of at most one. */
export const inListFilter = z.object({
  filterType: z.literal('IN_LIST'),
  listId: id,
  operator: z.enum(['IN_LIST', 'NOT_IN_LIST']).default('IN_LIST'),
  metadata: z.preprocess((given) => (Array.isArray(given) ? given[0] : given), metadata.nullish()),
});

export function inListMeaning({ listId, metadata, operator, path }: FilterOf<'IN_LIST'>): Condition {
  const list = listKey(metadata?.id ?? listId, metadata?.inListType);
  if (list === undefined) return unknown('NOT_A_LIST', `"${listId}" is not the id of a list`, path);
  const member: Condition = { kind: 'LIST', list, path };
  return operator === 'IN_LIST' ? member : not(member);
}

/** How a list is named to `inList` and in `reads.lists`: its id, or the kind and id of what made it, as "WORKFLOWS_ACTIVE:12". */
export function listKey(id: string, type?: InListType): string | undefined {
  if (!/^[0-9]{1,18}$/.test(id)) return undefined;
  return type === undefined ? id : `${type}:${id}`;
}
