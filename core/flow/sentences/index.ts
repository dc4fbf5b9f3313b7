/**
 * Sentences: a flow as people read it. A body as it was sent, or as it was parsed, and the names of what it mentions in; parts out.
 * Half of a flow has its sentences, too. Nothing behind this door reads, compiles or runs a flow: a page loads it at once.
 */
export {
  EVENT_PROPERTY_WORDS,
  EVENT_WORDS,
  type SaidNode,
  type SaidTurning,
  type Spoken,
  sayCriteria,
  sayNodes,
  sayTurning,
} from '../../criteria/sentences/index.ts';
export * from '../../sentence/index.ts';
export { sayAction, typeName } from './say-action.ts';
export { sayDelay } from './say-delay.ts';
export { sayDiff } from './say-diff.ts';
export { sayEnrollment, sayReEnrollment } from './say-enrollment.ts';
export { type Lane, sayLanes } from './say-lanes.ts';
export { END_REASONS, type SaidEnd, type SaidStep, sayEnd, sayOutcome, sayTrigger } from './say-outcome.ts';
export { sayReason } from './say-reason.ts';
export { saySchedule } from './say-schedule.ts';
export { type Setting, saySettings } from './say-settings.ts';
export { wordingOf } from './wording-of.ts';
