import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isMissing, isMissingScope } from '../api/index.ts';
import { ClosedNote } from './closed-note.tsx';
import { FailureNote } from './failure-note.tsx';
import { Late } from './late.tsx';
import { NotThere, type Sought } from './not-there.tsx';

interface LoadedProps<T> {
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch' | 'isFetching'>;
  readonly skeleton: ReactNode;
  /** What is shown instead when nothing has come; `isEmpty` says when that is. */
  readonly empty?: ReactNode;
  readonly isEmpty?: (data: T) => boolean;
  /** What is asked for, where that is one thing, which may not be there. */
  readonly sought?: Sought;
  readonly children: (data: T) => ReactNode;
}

/**
 * The five states of what is asked of the server: under way, gone wrong, closed to this token, not there, here. Old answers stay while new
 * ones are fetched, also when these fail: then the failure stands above them.
 */
export function Loaded<T>({ query, skeleton, empty, isEmpty, sought, children }: LoadedProps<T>) {
  const { data, error } = query;
  if (isMissingScope(error)) return <ClosedNote failure={error} />;
  if (sought && data === undefined && isMissing(error)) return <NotThere {...sought} />;
  const failure = error && <FailureNote error={error} onRetry={() => void query.refetch()} />;
  if (data === undefined) return failure ?? <Late>{skeleton}</Late>;
  return (
    <>
      {failure}
      {empty !== undefined && isEmpty?.(data) ? empty : children(data)}
    </>
  );
}
