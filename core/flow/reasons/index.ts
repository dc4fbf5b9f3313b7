/** Why steps do not succeed, by code and in words. Depends on nothing, so that a page can have it at once. */
export { REASONS, type Reason } from './reasons.ts';
