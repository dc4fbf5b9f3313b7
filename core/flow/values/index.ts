/** Inputs of actions: value objects and the tokens inside text, resolved against a workspace. */
export { fetchedObject } from './fetched-object.ts';
export { propertiesReadBy } from './properties-read.ts';
export { referencesIn } from './references-in.ts';
export { type ResolveTarget, resolveText, resolveValue } from './resolve.ts';
export type { Resolved } from './resolved.ts';
