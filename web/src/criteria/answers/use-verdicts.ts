import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call, type UnsavedCriteriaExplanation } from '../../api/index.ts';
import { printRaw, type RawObject } from '../../raw/index.ts';
import { type LineVerdict, verdictsOf } from '../tree/verdicts.ts';
import { type ProbeRecord, useProbeRecord } from './probe-record.ts';
import { useSettled } from './use-settled.ts';

export interface Probe {
  readonly record: ProbeRecord | undefined;
  readonly choose: (record: ProbeRecord | undefined) => void;
  readonly answer: UnsavedCriteriaExplanation | undefined;
  readonly verdicts: ReadonlyMap<string, LineVerdict> | undefined;
  readonly error: Error | null;
  readonly isAsking: boolean;
}

/** What the criteria say of a record that was chosen, line by line. */
export function useVerdicts(objectTypeId: string, root: RawObject, isCounted: boolean): Probe {
  const [record, choose] = useProbeRecord(objectTypeId);
  const settled = useSettled(root);
  const text = useMemo(() => printRaw(settled), [settled]);
  const { data, error, isFetching } = useQuery({
    queryKey: ['POST /millrace/v1/criteria/explain', objectTypeId, record?.id, text],
    queryFn: ({ signal }) =>
      call(
        'POST /millrace/v1/criteria/explain',
        {
          body: `{"objectTypeId":${JSON.stringify(objectTypeId)},"objectId":${JSON.stringify(record?.id)},"filterBranch":${text}}` as never,
        },
        signal,
      ),
    enabled: isCounted && record !== undefined && Object.keys(settled).length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const answer = record === undefined || error ? undefined : data;
  const verdicts = useMemo(() => (answer?.criteria ? verdictsOf(answer.criteria) : undefined), [answer]);
  return { record, choose, answer, verdicts, error, isAsking: isFetching };
}
