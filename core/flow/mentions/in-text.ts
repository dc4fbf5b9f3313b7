import type { Reference } from '../../template/index.ts';
import { referencesIn } from '../values/index.ts';
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
    const objectTypeId = source && 'objectTypeId' in source ? source.objectTypeId : null;
    return second === undefined ? [] : [reads(objectTypeId, second, path)];
  }
  // `_0_2.name` is the property of a company.
  const type = /^_(\d+)_(\d+)$/.exec(root);
  return [reads(type ? `${type[1]}-${type[2]}` : null, names.at(-1)!, path)];
}
