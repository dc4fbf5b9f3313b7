/** Inputs of actions: value objects and the tokens inside text, resolved against a workspace. */
export { associatedRecord } from './associated-record.ts';
export type { Fetched } from './fetched.ts';
export { fetchedObject } from './fetched-object.ts';
export { propertiesReadBy } from './properties-read.ts';
export { readsRecordAlone, textReadsRecordAlone } from './reads-record-alone.ts';
export { referencesIn } from './references-in.ts';
export { dayIn, type ResolveTarget, resolveValue } from './resolve.ts';
export type { Resolved } from './resolved.ts';
export { type References, resolveReferences, resolveText, unrendered } from './text.ts';
export { outputOf, typeOfToken } from './value-of-reference.ts';
