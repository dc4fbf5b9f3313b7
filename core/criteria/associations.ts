/** The associations of a record that a filter or a branch means, and their number. */
import * as z from 'zod';
import { ASSOCIATION_CATEGORIES } from '../record/index.ts';
import { type AssociatedCondition, type Condition, unknown } from './condition.ts';
import { integer, name } from './members.ts';
import { type RefineBy, refineBy } from './refine-by.ts';

export const associationMembers = {
  associationCategory: z.enum(ASSOCIATION_CATEGORIES),
  associationTypeId: integer,
};

/** The members of a filter on associated records. */
export const countedAssociationMembers = {
  ...associationMembers,
  toObjectTypeId: name.nullish(),
  coalescingRefineBy: refineBy.nullish(),
};

interface CountedAssociation extends z.output<z.ZodObject<typeof countedAssociationMembers>> {
  readonly path: string;
}

/** So many associated records satisfy the part; at least one by default. */
export function associatedMeaning(filter: CountedAssociation, part: AssociatedCondition['part']): Condition {
  const { toObjectTypeId, associationCategory: category, associationTypeId: typeId, path } = filter;
  if (!toObjectTypeId)
    return unknown('REQUIRED', 'toObjectTypeId is needed to know the associated records', path);
  const association = { objectTypeId: toObjectTypeId, category, typeId };
  const count = countOf(filter.coalescingRefineBy);
  return { kind: 'ASSOCIATED', association, part, asEmptyWhenNone: false, path, count };
}

function countOf(refineBy: RefineBy | null | undefined): NonNullable<AssociatedCondition['count']> {
  if (refineBy?.type !== 'NUM_OCCURRENCES') return { least: 1, most: Number.POSITIVE_INFINITY };
  return {
    least: refineBy.minOccurrences ?? 0,
    most: refineBy.maxOccurrences ?? Number.POSITIVE_INFINITY,
  };
}
