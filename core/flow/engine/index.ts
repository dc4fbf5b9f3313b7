/**
 * The engine: a pure step function. A compiled flow, an enrollment and a workspace in memory go in; steps, writes in the
 * workspace and the reason to stop come out. A step asks for missing data as data.
 * The same function serves the batches, simulations and tests; there is no second engine.
 */
export { type Advance, advance, type Halt, type KeyedEffect, STEPS_PER_TURN_MAX } from './advance.ts';
export type { AdvanceInput } from './advance-input.ts';
export {
  type AdmissionAnswer,
  type AnswerOf,
  type AnswerTo,
  type Ask,
  type AskKindName,
  type AskOf,
  distinctAsks,
  emptyAnswer,
  type Happened,
  HOLDERS_MAX,
  type Hold,
  type ListFacts,
  type Person,
  questionOf,
  RECORD_IDS,
  type RecordAnswer,
  type RotationAnswer,
  type TurnAnswer,
} from './asks/index.ts';
export { type DriveOptions, drive, EnrollmentError, type Pace, type Passage, type Turn } from './drive.ts';
export { CANCELLATIONS, type EffectResult, OUTCOME_EXPIRED } from './effect-result.ts';
export type { End, EnrollmentState, LeaveReason, Step, Trigger } from './enrollment.ts';
export type { DoorRefusal, Entering, Entrance, FlowName } from './entering.ts';
export type { ActionPolicy, FlowPolicies, OnFailure, Tempo } from './flow-policies.ts';
export { CHAIN_KEPT_FROM, CHANGE_DEPTH_MAX, chainThrough } from './loops.ts';
export { type Occurrence, occurrencesOf } from './occurrences.ts';
export type { EffectRequest, Outcome } from './outcome.ts';
export { programFor, walkedIn, withActionsOf } from './pinned-program.ts';
export { type Pin, pinOf, pinsOfOthers } from './pins.ts';
export type { FlowProgram, PinnedProgram, ProgramNode, RunContext } from './program.ts';
export type { PartResult } from './results.ts';
export { type RetryPolicy, USUAL_RETRIES } from './retry-policy.ts';
export { STEPS_PER_ENROLLMENT_MAX } from './stage.ts';
export { EXECUTION_STATE } from './step.ts';
export { openAsks, type Prepared, prepareSubject } from './subject.ts';
export { takesOutOf, type Unenrolls, unenrollsOf } from './unenrolls.ts';
export { countedFrom, isSkipped, natureOf, SKIPPABLE_WAITS, saysOf, type Wait } from './wait.ts';
export {
  ANY_PROPERTY,
  type Awaited,
  awaitedKey,
  isWokenBy,
  keysOfChange,
  propertyKey,
  type Topic,
  wakeKey,
} from './wake-keys.ts';
export { Workspace, type Writable, writable } from './workspace.ts';
export type { Write } from './writes/index.ts';
