/**
 * Triggers: find the flows and lists that a change concerns, and whether the record enters or leaves each. The edge is
 * computed from the change itself, the record before and after; there is no table of flows by records. Where time alone
 * can change an answer, the instant is stored, and the record evaluated again then.
 * Owns the tables `criteria_due`, `sweeps`, `flow_watches`, `list_watches` and `flow_schedules`. Rows in: pending changes, in commit order per
 * record, and saves of flows and lists; rows out: findings, which enrollments writes, instants, and the members that sweeps put into lists.
 */
export {
  CHUNK_MS_MAX,
  lookedWith,
  RECORDS_PER_CHUNK,
  SQL_WORK_MAX,
  sweptChunk,
  sweptThrough,
} from './chunks.ts';
export { EVALUATIONS_PER_SLICE_MAX, type Findings, type MatchedFlow } from './evaluate.ts';
export { evaluateChanges } from './evaluate-changes.ts';
export { evaluateInstants } from './evaluate-instants.ts';
export type { EventTrigger } from './event-trigger.ts';
export type { Exit, FlowTriggers } from './flow-triggers.ts';
export { type HistoryReader, historyReaders } from './history-readers.ts';
export {
  claimInstants,
  claimInstantsOf,
  criteriaInstants,
  type DueInstant,
  hasInstants,
  INSTANTS_PER_BATCH,
  saveInstants,
} from './instants.ts';
export { listReferences } from './list-references.ts';
export { type Around, type Match, match, type Occasion } from './match.ts';
export { moveInstants } from './move-zone.ts';
export { type FlowReader, flowReader, type Reader } from './reader.ts';
export { loadReaders, loadTriggerContext, ReaderIndex } from './reader-index.ts';
export { laySchedule } from './schedules/lay-schedule.ts';
export { moveSchedules } from './schedules/move-schedules.ts';
export { nextOccurrences } from './schedules/next-occurrence.ts';
export { dueSchedules, type FlowSchedule, selectSchedules } from './schedules/queries.ts';
export { runSchedules } from './schedules/run-schedules.ts';
export { sweepInstantsChunk, sweepList, sweepListChunk, watchFromNow } from './sweep-readers.ts';
export {
  type Chunk,
  claimSweep,
  endSweep,
  findSweep,
  isSweeping,
  latestSweep,
  runningSweeps,
  type Sweep,
  saveProgress,
  startSweep,
} from './sweeps.ts';
export { wakesOf } from './wakes-of.ts';
export { selectWatch } from './watches.ts';
