import { z } from 'zod';
import { type Condition, not, unknown } from '../condition.ts';
import { id, integer, name } from '../members.ts';
import { type RefineBy, refineBy } from '../refine-by.ts';
import type { FilterOf } from '../tree.ts';
import { listKey } from './in-list.ts';

export const ASSOCIATION_CATEGORIES = [
  'HUBSPOT_DEFINED',
  'USER_DEFINED',
  'INTEGRATOR_DEFINED',
  'WORK',
] as const;
export type AssociationCategory = (typeof ASSOCIATION_CATEGORIES)[number];

/** Which of a record's associations are meant. */
export const associationMembers = {
  associationCategory: z.enum(ASSOCIATION_CATEGORIES),
  associationTypeId: integer,
};

/** Whether some (IN_LIST) or no (NOT_IN_LIST) associated record is a member of a list. */
export const associationFilter = z.object({
  filterType: z.literal('ASSOCIATION'),
  ...associationMembers,
  listId: id,
  operator: z.enum(['IN_LIST', 'NOT_IN_LIST']).default('IN_LIST'),
  toObjectType: z.string().nullish(),
  toObjectTypeId: name.nullish(),
  coalescingRefineBy: refineBy.nullish(),
});

/** How many associated records there are. */
export const numAssociationsFilter = z.object({
  filterType: z.literal('NUM_ASSOCIATIONS'),
  ...associationMembers,
  toObjectTypeId: name.nullish(),
  coalescingRefineBy: refineBy.nullish(),
});

export function associationMeaning(filter: FilterOf<'ASSOCIATION'>): Condition {
  const { toObjectTypeId, associationCategory: category, associationTypeId: typeId, path } = filter;
  if (!toObjectTypeId)
    return unknown('REQUIRED', 'toObjectTypeId is needed to know the associated records', path);
  const list = listKey(filter.listId);
  if (list === undefined) return unknown('NOT_A_LIST', `"${filter.listId}" is not the id of a list`, path);
  const some: Condition = {
    kind: 'ASSOCIATED',
    association: { objectTypeId: toObjectTypeId, category, typeId },
    part: { kind: 'LIST', list, path },
    asEmptyWhenNone: false,
    path,
    ...countOf(filter.coalescingRefineBy),
  };
  return filter.operator === 'IN_LIST' ? some : not(some);
}

export function numAssociationsMeaning(filter: FilterOf<'NUM_ASSOCIATIONS'>): Condition {
  const { toObjectTypeId, associationCategory: category, associationTypeId: typeId, path } = filter;
  if (!toObjectTypeId)
    return unknown('REQUIRED', 'toObjectTypeId is needed to know the associated records', path);
  const association = { objectTypeId: toObjectTypeId, category, typeId };
  return {
    kind: 'ASSOCIATED',
    association,
    part: null,
    asEmptyWhenNone: false,
    path,
    ...countOf(filter.coalescingRefineBy),
  };
}

/** How many there have to be; at least one when nothing is said of it. */
function countOf(refineBy: RefineBy | null | undefined) {
  if (refineBy?.type !== 'NUM_OCCURRENCES') return { count: { least: 1, most: Number.POSITIVE_INFINITY } };
  return {
    count: { least: refineBy.minOccurrences ?? 0, most: refineBy.maxOccurrences ?? Number.POSITIVE_INFINITY },
  };
}
