import type { RawObject } from '@millrace/core/raw';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type RefObject, useMemo } from 'react';
import { ApiFailure, type CriteriaPreview, call } from '../../api/index.ts';
import { groupsIn, nodeAt } from '../model/places.ts';
import type { Problem } from '../tree/surroundings.ts';
import { problemsOf } from './problems.ts';
import type { Asked } from './use-asked.ts';
import { useSeen } from './use-seen.ts';

export interface CriteriaCount {
  readonly preview: CriteriaPreview | undefined;
  /** What keeps the lines from being counted. */
  readonly problems: readonly Problem[];
  readonly error: Error | null;
  /** Something is still to be said, or is wrong, before they can be counted. */
  readonly isUnfinished: boolean;
  readonly isAsking: boolean;
  /** There is nothing to count by yet. */
  readonly isEmpty: boolean;
}

/** How long a count is taken for true while nothing is edited. */
const FRESH_MS = 15_000;
const NONE: readonly Problem[] = [];

/** How many records meet the criteria now, asked once a pause; an answer that is not waited for any more is not waited for by the server either. */
export function usePreview(
  objectTypeId: string,
  root: RawObject,
  { root: settled, text, blanks }: Asked,
  isCounted: boolean,
  at: RefObject<Element | null>,
): CriteriaCount {
  const isSeen = useSeen(at);
  const isEmpty = useMemo(() => !hasLines(root) || !hasLines(settled), [root, settled]);
  const { data, error, isFetching } = useQuery({
    queryKey: ['POST /millrace/v1/criteria/preview', objectTypeId, text],
    queryFn: ({ signal }) =>
      call(
        'POST /millrace/v1/criteria/preview',
        {
          body: `{"objectTypeId":${JSON.stringify(objectTypeId)},"filterBranch":${text}}` as never,
          records: objectTypeId,
        },
        signal,
      ),
    enabled: isCounted && isSeen && !isEmpty && blanks.length === 0,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry: false,
  });
  const problems = useMemo(() => {
    if (isEmpty) return NONE;
    if (blanks.length > 0) return blanks;
    if (error instanceof ApiFailure) return problemsOf(error.errors);
    return data ? problemsOf(data.problems) : NONE;
  }, [blanks, data, error, isEmpty]);
  const isUnfinished = blanks.length > 0 || (error !== null && problems.length > 0);
  return { preview: data, problems, error, isUnfinished, isAsking: isFetching, isEmpty };
}

function hasLines(root: RawObject): boolean {
  if (Object.keys(root).length === 0) return false;
  return groupsIn(root).some((place) => {
    const group = nodeAt(root, place);
    const filters = group?.['filters'];
    const branches = group?.['filterBranches'];
    const asks =
      Array.isArray(branches) &&
      branches.some((_, at) => groupsIn(root, [...place, 'filterBranches', at]).length === 0);
    return (Array.isArray(filters) && filters.length > 0) || asks;
  });
}
