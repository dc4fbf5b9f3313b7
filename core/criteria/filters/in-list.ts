import { z } from 'zod';
import { id } from '../members.ts';

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
