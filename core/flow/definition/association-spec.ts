/** The kind of link between two records. */
import { z } from 'zod';
import type { DeepReadonly } from './members.ts';

export const associationCategorySchema = z.enum([
  'HUBSPOT_DEFINED',
  'INTEGRATOR_DEFINED',
  'USER_DEFINED',
  'WORK',
]);
export type AssociationCategory = z.infer<typeof associationCategorySchema>;

export const associationSpecSchema = z.object({
  associationCategory: associationCategorySchema,
  associationTypeId: z.int32(),
});
export type AssociationSpec = DeepReadonly<z.infer<typeof associationSpecSchema>>;
