import { useMemo } from 'react';
import type { RawFlow } from '../flow-body/index.ts';
import { type Change, changesBetween } from '../flow-changes/index.ts';
import { useFlowNames } from '../graph/index.ts';

/** What differs, in sentences: what only one of the two mentions has its name, too. */
export function useChanges(before: RawFlow, after: RawFlow): readonly Change[] {
  const [old, now] = [useFlowNames(before), useFlowNames(after)];
  return useMemo(
    () =>
      changesBetween(before, after, {
        ...now,
        thing: (kind, id) => now.thing(kind, id) ?? old.thing(kind, id),
      }),
    [before, after, now, old],
  );
}
