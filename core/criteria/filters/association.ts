import { z } from 'zod';
import { id, integer, name } from '../members.ts';
import { refineBy } from '../refine-by.ts';

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
