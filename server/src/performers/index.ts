/**
 * Performers: how each kind of effect is done, one file each. Owns no table. In: effects under a lease; out: their results.
 */
export { emailPerformer } from './email.ts';
export type { CodeOf, CodeOfAction, PerformerEnvironment } from './environment.ts';
export { PERFORMERS } from './list.ts';
