/** What the flow says in words: core's sentences, with the names that the page has asked for. */
import { capital, sayCriteria } from '@millrace/core/sentences';
import { type Raw, type RawObject, textAt } from '../../flow-body/index.ts';
import type { Names, Part } from '../../say/index.ts';

export { sayDiff } from '@millrace/core/sentences';
export { useNames } from '../../pickers/index.ts';
export {
  enrollmentSentence,
  type Names,
  type Part,
  sentenceOf,
  textOf,
  typeName,
} from '../../say/index.ts';

/** One filter, as a line by itself. */
export function filterSentence(filter: RawObject, objectTypeId: string, names: Names): readonly Part[] {
  const line = { filterBranchType: 'AND', filters: [filter], filterBranches: [] };
  return capital(sayCriteria(line, names, { objectTypeId }));
}

/** `09:30`, for a field of time; empty where there is none. */
export function timeOfDay(raw: Raw | undefined): string {
  const hour = textAt(raw, 'hour');
  if (hour === '') return '';
  return `${hour.padStart(2, '0')}:${(textAt(raw, 'minute') || '0').padStart(2, '0')}`;
}
