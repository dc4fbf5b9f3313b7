/**
 * Performers: how each kind of effect is done, one file each. Owns no table. In: effects under a lease; out: their results.
 */
export { readAll as readCodeSecrets, runCode } from './code.ts';
export { emailPerformer } from './email.ts';
export type { CodeOf, PerformerEnvironment } from './environment.ts';
export { PERFORMERS } from './list.ts';
export { placeholderLinks } from './parts/foreseen-mail.ts';
export { loadRecipients } from './parts/recipients.ts';
