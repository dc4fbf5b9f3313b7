import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call, type UnsavedCriteriaExplanation } from '../../api/index.ts';
import { type LineVerdict, verdictsOf } from '../tree/verdicts.ts';
import { type ProbeRecord, useProbeRecord } from './probe-record.ts';
import type { Asked } from './use-asked.ts';

export interface Probe {
  readonly record: ProbeRecord | undefined;
  readonly choose: (record: ProbeRecord | undefined) => void;
  readonly answer: UnsavedCriteriaExplanation | undefined;
  readonly verdicts: ReadonlyMap<string, LineVerdict> | undefined;
  /** Lines are to be finished before they can be tried. */
  readonly isUnfinished: boolean;
  readonly isAsking: boolean;
}

/** What the criteria say of a record that was chosen, line by line. */
export function useVerdicts(objectTypeId: string, { root, text, blanks }: Asked, isCounted: boolean): Probe {
  const [record, choose] = useProbeRecord(objectTypeId);
  const { data, error, isFetching } = useQuery({
    queryKey: ['POST /millrace/v1/criteria/explain', objectTypeId, record?.id, text],
    queryFn: ({ signal }) =>
      call(
        'POST /millrace/v1/criteria/explain',
        {
          body: `{"objectTypeId":${JSON.stringify(objectTypeId)},"objectId":${JSON.stringify(record?.id)},"filterBranch":${text}}` as never,
          records: objectTypeId,
        },
        signal,
      ),
    enabled: isCounted && record !== undefined && blanks.length === 0 && Object.keys(root).length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isUnfinished = blanks.length > 0 || error !== null;
  const answer = record === undefined || isUnfinished ? undefined : data;
  const verdicts = useMemo(() => (answer?.criteria ? verdictsOf(answer.criteria) : undefined), [answer]);
  return { record, choose, answer, verdicts, isUnfinished, isAsking: isFetching };
}
