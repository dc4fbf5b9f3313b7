/** The kind of link between two records. */
import * as z from 'zod';
import { ASSOCIATION_CATEGORIES } from '../../record/index.ts';
import type { DeepReadonly } from './members.ts';

export const associationCategorySchema = z.enum(ASSOCIATION_CATEGORIES);

export const associationSpecSchema = z.object({
  associationCategory: associationCategorySchema,
  associationTypeId: z.int32(),
});
export type AssociationSpec = DeepReadonly<z.infer<typeof associationSpecSchema>>;
