/**
 * Triggers: which flows a change concerns, and whether it lets the record in. The edge is computed from the change itself,
 * its record as it was before and after; no table of flows by records is kept.
 * Owns no table. Rows in: pending changes, in commit order per record; rows out: matches, which enrollments admits.
 */
export { OBJECT_CREATED, PROPERTY_CHANGED } from './event-types.ts';
export { FlowIndex, loadFlowIndex } from './flow-index.ts';
export type { Match } from './match.ts';
export { type MatchedFlow, matchChanges } from './match-changes.ts';
export { CHANGES_PER_BATCH, claimChanges, type LoggedChange, takeLane } from './queries.ts';
