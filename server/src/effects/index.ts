/**
 * Effects: what is done to the outside world for a step, under a fenced lease, outside of any transaction.
 * Owns the tables `effects` and `effect_workers`. Rows in: from the execution, with the steps' requests; rows out: results, which wake the
 * enrollments that wait for them. What a kind of effect does is a performer's matter.
 */
export { triesAnswer } from './answers.ts';
export { cancelEffectsOf, cancelEffectsOfFlow } from './cancel.ts';
export { forgetEffectsOf } from './forget.ts';
export { Heartbeat } from './heartbeat.ts';
export { opensContacts } from './open-effects.ts';
export { loadPending, type PendingEffect, presentTries } from './pending.ts';
export type { ClaimedEffect, Performed, Performer } from './performer.ts';
export {
  dueEffects,
  insertEffects,
  loadEffectResults,
  type NewEffect,
  type Woken,
} from './queries.ts';
export { retryAt } from './retry.ts';
export { effectRoutes } from './routes.ts';
export { type Begun, EffectStream } from './stream.ts';
