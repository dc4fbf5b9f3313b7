import type { Reference } from '../../template/index.ts';
import { typeFound } from '../definition/index.ts';
import { referencesIn, typeOfToken } from '../values/index.ts';
import { type Mention, reads, type Setting } from './mention.ts';

/** The properties that the tokens of a text read. */
export function mentionsInText(text: string, path: string, setting: Setting): Mention[] {
  return referencesIn(text).flatMap((reference) => ofReference(reference, path, setting));
}

function ofReference([root, ...names]: Reference, path: string, setting: Setting): Mention[] {
  const [first, second] = names;
  if (first === undefined) return [];
  if (root === 'enrolled_object') return [reads(setting.objectTypeId, first, path)];
  if (root === 'action_outputs' || root === 'enrollment_events') return [];
  if (root === 'fetched_objects') {
    const source = setting.dataSources.get(first);
    const objectTypeId = source ? typeFound(source, setting.objectTypeId) : null;
    return second === undefined ? [] : [reads(objectTypeId, second, path)];
  }
  return [reads(typeOfToken(root) ?? null, names.at(-1)!, path)];
}
