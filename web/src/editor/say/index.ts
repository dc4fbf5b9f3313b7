/** What the flow says in words: core's sentences, with the names that the page has asked for. */
import {
  capital,
  joined,
  type Names,
  type Part,
  sayAction,
  sayCriteria,
  sayEnrollment,
  typeName as typeNameOf,
} from '@millrace/core/sentences';
import { isObject, type Raw, type RawFlow, type RawObject, textAt } from '../raw/index.ts';

export type { Names, Part } from '@millrace/core/sentences';
export { sayDiff } from '@millrace/core/sentences';
export { useNames } from '../../pickers/index.ts';

/** What an action does. */
export function sentenceOf(action: RawObject, flow: RawFlow, names: Names): readonly Part[] {
  return sayAction(action, flow, names);
}

/** How records come in. */
export function enrollmentSentence(flow: RawFlow, names: Names): readonly Part[] {
  if (!isObject(flow['enrollmentCriteria']) && !isObject(flow['enrollmentSchedule']))
    return [{ text: 'Choose how records come in.' }];
  return sayEnrollment(flow, names);
}

/** One filter, as a line by itself. */
export function filterSentence(filter: RawObject, objectTypeId: string, names: Names): readonly Part[] {
  const line = { filterBranchType: 'AND', filters: [filter], filterBranches: [] };
  return capital(sayCriteria(line, names, { objectTypeId }));
}

export function textOf(parts: readonly Part[]): string {
  return joined(parts);
}

/** The type of an action in a word or two. */
export function typeName(action: RawObject, names: Names): string {
  return typeNameOf(action, names);
}

/** `09:30`, for a field of time; empty where there is none. */
export function timeOfDay(raw: Raw | undefined): string {
  const hour = textAt(raw, 'hour');
  if (hour === '') return '';
  return `${hour.padStart(2, '0')}:${(textAt(raw, 'minute') || '0').padStart(2, '0')}`;
}
