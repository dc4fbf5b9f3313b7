import { mentionsOf } from '@millrace/core/sentences';
import { useMemo } from 'react';
import { useNamesOf } from '../api/index.ts';
import { actionsOf, type RawFlow, textAt } from '../flow-body/index.ts';
import { enrollmentSentence, type Names, sentenceOf, typeName } from '../say/index.ts';

/** The names of what a flow's cards mention: one question for all of them. */
export function useFlowNames(flow: RawFlow): Names {
  const mentions = useMemo(
    () =>
      mentionsOf(textAt(flow, 'objectTypeId'), (names) => {
        enrollmentSentence(flow, names);
        for (const action of actionsOf(flow)) {
          sentenceOf(action, flow, names);
          typeName(action, names);
        }
      }),
    [flow],
  );
  return useNamesOf(mentions);
}
