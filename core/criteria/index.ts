/**
 * Criteria: the filters that decide enrollment, branches, goals, suppression and lists.
 * unknown → `filterBranchSchema` → `Criteria` → compiled.
 */
export { MAX_BRANCHES, MAX_DEPTH, MAX_FILTERS, MAX_VALUES } from './limits.ts';
export type { Operation } from './operation.ts';
export { filterBranchSchema, unifiedEventsBranchSchema } from './schema.ts';
export {
  type AssociationBranch,
  type Branch,
  type Criteria,
  type EmptyBranch,
  type Filter,
  type GroupBranch,
  isEmpty,
  type PropertyAssociationBranch,
  type PropertyFilter,
  type UnifiedEventsBranch,
} from './tree.ts';
