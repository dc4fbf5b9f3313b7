import { sayDiff } from '@millrace/core/sentences';
import type { RawFlow } from '../flow-body/index.ts';
import { type Names, type Part, textOf } from '../say/index.ts';

/** What an edit of a flow comes to, in sentences. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly parts: readonly Part[];
}

export function changesBetween(before: RawFlow, after: RawFlow, names: Names): readonly Change[] {
  return sayDiff(before, after, names).map((parts) => ({ kind: kindOf(textOf(parts)), parts }));
}

/** A sentence of a diff begins with what was done. */
function kindOf(sentence: string): Change['kind'] {
  if (sentence.startsWith('Added')) return 'added';
  return sentence.startsWith('Removed') ? 'removed' : 'changed';
}
