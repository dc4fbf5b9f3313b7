/**
 * Criteria: the filters that decide enrollment, branches, goals, suppression and lists.
 *
 * unknown → `filterBranchSchema` → `Criteria` → `compileCriteria`: a predicate over one record and the instant until which its
 * answer holds; `compileSql`: the same as SQL over many, in the tables of the given row. The meaning is in docs/criteria.md.
 */
export { numberSql, orderedKey } from './comparing/decimal.ts';
export { fold, foldSql, likeLiteral } from './comparing/fold.ts';
export {
  type CompiledCriteria,
  type CompiledEvent,
  compileCriteria,
  compileEvent,
} from './compile/index.ts';
export type { EventRow, RecordRow } from './compile/node.ts';
export { compileSql, narrowingOf } from './compile-sql.ts';
export type { CriteriaContext } from './context.ts';
export { TooMuchWork } from './effort.ts';
export { EVENT_TYPES, isOriginalEventType, KNOWN_EVENT_TYPES } from './event-types.ts';
export { EVENT_WORDS } from './event-words.ts';
export type {
  AssociatedExplanation,
  BranchExplanation,
  CriteriaExplanation,
  FilterExplanation,
  Verdict,
} from './explain/explanation.ts';
export { type EventExplanation, explainCriteria, explainEvent } from './explain/index.ts';
export { literal } from './leaf.ts';
export { MAX_BRANCHES, MAX_DEPTH, MAX_FILTERS, MAX_VALUES } from './limits.ts';
export { type InListType, missingList, readListKey } from './list-key.ts';
export type { Among, Narrowing } from './narrowing.ts';
export type { Operation } from './operation.ts';
export { patternTooLarge } from './pattern/index.ts';
export { type Place, placesIn } from './places.ts';
export type { AssociationReads, Reads } from './reads.ts';
export { filterBranchSchema, unifiedEventsBranchSchema } from './schema.ts';
export type { AssociationSpec, Bearer, EventOccurrence, PastValue, Subject } from './subject.ts';
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
export { type Turn, type Turning, turningOf, type Wanted, type Way } from './turning/index.ts';
export { watchedProperties } from './watched-properties.ts';
