import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isMissingScope } from '../api/index.ts';
import { ClosedNote } from './closed-note.tsx';
import { FailureNote } from './failure-note.tsx';
import { Late } from './late.tsx';

interface LoadedProps<T> {
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch' | 'isFetching'>;
  readonly skeleton: ReactNode;
  /** What is shown instead when nothing has come; `isEmpty` says when that is. */
  readonly empty?: ReactNode;
  readonly isEmpty?: (data: T) => boolean;
  readonly children: (data: T) => ReactNode;
}

/**
 * The four states of what is asked of the server: under way, gone wrong, closed to this token, here. Old answers stay while new ones are
 * fetched, also when these fail: then the failure stands above them.
 */
export function Loaded<T>({ query, skeleton, empty, isEmpty, children }: LoadedProps<T>) {
  const { data, error } = query;
  if (isMissingScope(error)) return <ClosedNote failure={error} />;
  const failure = error && <FailureNote error={error} onRetry={() => void query.refetch()} />;
  if (data === undefined) return failure ?? <Late>{skeleton}</Late>;
  return (
    <>
      {failure}
      {empty !== undefined && isEmpty?.(data) ? empty : children(data)}
    </>
  );
}
