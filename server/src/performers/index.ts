/**
 * Performers: how each kind of effect is done. Owns no table. In: effects under a lease; out: what came of each.
 */
export { emailEffect } from './email-effect.ts';
