import { useQuery } from '@tanstack/react-query';
import { type Job, query } from '../api/index.ts';

const LOOKS_EVERY_MS = 500;

/** A job while it is under way: looked at again and again, also where nothing tells of it. */
export function useJob(jobId: string | undefined): Job | undefined {
  const { data } = useQuery({
    ...query('GET /millrace/v1/jobs/{jobId}', { path: { jobId: jobId ?? '' } }, 'jobs'),
    enabled: jobId !== undefined,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : LOOKS_EVERY_MS),
  });
  return jobId === undefined ? undefined : data;
}

export function isOver({ state }: Job): boolean {
  return state === 'DONE' || state === 'FAILED' || state === 'CANCELLED';
}
