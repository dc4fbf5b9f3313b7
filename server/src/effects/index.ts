/**
 * Effects: requests and mails to the outside world, done for a step under a fenced lease, outside of any transaction.
 * Owns the tables `effects`, `effect_attempts` and `effect_workers`. Rows in: from the execution, with the steps' requests; rows out: results, which wake the
 * waiting enrollments. A performer does the effects of its kind.
 */

export { targetAnswer, triesAnswer } from './answers.ts';
export { type AsideEffect, asideEffectsOf, nextAsideEffects, releaseEffects } from './aside.ts';
export { type Attempt, requestDigest, responseDigest } from './attempt.ts';
export { cancelEffectsOf, cancelEffectsOfFlow } from './cancel.ts';
export { type Completed, type Completion, completeEffects } from './complete.ts';
export { countWaiting, type WaitingEffects } from './count-waiting.ts';
export { expireEffects } from './expire.ts';
export {
  type CodeOfAction,
  type ForeseeEnvironment,
  type Foresight,
  type RecordSource,
  refusedBefore,
  type Sent,
} from './foresight.ts';
export { Heartbeat } from './heartbeat.ts';
export { type FlowAccess, opensContacts } from './open-effects.ts';
export type { ClaimedEffect, Performed, Performer, TriedEffect } from './performer.ts';
export { presentTries } from './present.ts';
export type { LedgerEffect } from './queries/columns.ts';
export { countEffects, type EffectsWaiting } from './queries/count.ts';
export {
  type DirectEffect,
  fillPlace,
  findDirectEffect,
  moveSends,
  takePlace,
} from './queries/direct.ts';
export { loadEffectResults } from './queries/finish.ts';
export { forgetEffectsOf, forgetSendsTo } from './queries/forget.ts';
export { forgetOldEffects } from './queries/forget-old.ts';
export { insertEffects, type NewEffect } from './queries/insert.ts';
export { dueEffects, expiredEffects, nextEffectBeyond } from './queries/lanes.ts';
export { loadPending } from './queries/passages.ts';
export { redactedResult } from './redacted.ts';
export type { Fate } from './result-writer.ts';
export { retryAt } from './retry.ts';
export { effectRoutes } from './routes/index.ts';
export { type Begun, EffectStream } from './stream.ts';
export type { Woken } from './woken.ts';
