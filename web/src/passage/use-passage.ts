import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call, type Passage, query, type TimelineEntry } from '../api/index.ts';
import { accountClock } from '../kit/index.ts';

/** How often what is under way is looked at again, beside what the stream tells. */
const LOOK_MS = 2_000;

/** A passage, now and while it goes on. */
export function usePassage(enrollmentId: string) {
  const clock = useQuery(accountClock);
  const offsetMs = clock.data?.offsetMs ?? 0;
  const asked = { path: { enrollmentId }, records: 'any' };
  return useQuery({
    ...query('GET /millrace/v1/enrollments/{enrollmentId}', asked, `enrollment:${enrollmentId}`),
    refetchInterval: ({ state }) => state.data && isMoving(state.data, Date.now() + offsetMs) && LOOK_MS,
  });
}

/** Whether something is about to happen: it is due, or what it has asked for is in hand. */
function isMoving({ status, position }: Passage, now: number): boolean {
  if (status !== 'ACTIVE' || !position) return false;
  const { waitingFor, until, effect } = position;
  if (effect) return effect.inHand || isDue(effect.nextTryAt, now);
  return waitingFor === null || isDue(until, now);
}

function isDue(at: string | null, now: number): boolean {
  return at !== null && Date.parse(at) <= now;
}

type Change = Extract<TimelineEntry, { readonly kind: 'CHANGE' }>;

const PAGE = 100;
/** Pages of changes that are read by themselves: a record that is written all the time has more than anybody reads. */
const PAGES_MAX = 5;

/** What was written to the record in a stretch of its passage, by the flow and by others; none where that is closed, or gone. */
export function useChanges(passage: Passage, from: string): readonly Change[] {
  const { objectTypeId, objectId, endedAt, id, stepCount } = passage;
  const to = endedAt === null ? undefined : new Date(Date.parse(endedAt) + 1).toISOString();
  const changes = useInfiniteQuery({
    queryKey: ['passage-changes', id, from, to, stepCount],
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /millrace/v1/records/{objectType}/{objectId}/timeline',
        {
          path: { objectType: objectTypeId, objectId },
          query: { kinds: 'CHANGE', order: 'ASCENDING', limit: PAGE, from, to, after: pageParam },
        },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.paging?.next.after,
    retry: false,
    placeholderData: (before) => before,
  });
  const { hasNextPage, isFetching, fetchNextPage, data } = changes;
  const mayGoOn = hasNextPage && !isFetching && (data?.pages.length ?? 0) < PAGES_MAX;
  useEffect(() => {
    if (mayGoOn) void fetchNextPage();
  }, [mayGoOn, fetchNextPage]);
  return (data?.pages ?? []).flatMap(({ results }) => results.filter((entry) => entry.kind === 'CHANGE'));
}

/** What the passage asked of the outside world, the latest first. */
export function useEffects(enrollmentId: string) {
  const asked = { query: { enrollmentId, limit: PAGE } };
  return useQuery({
    ...query('GET /millrace/v1/effects', asked, `enrollment:${enrollmentId}`),
    retry: false,
    refetchInterval: ({ state }) =>
      (state.data?.results ?? []).some(({ status }) => status === 'PENDING' || status === 'IN_HAND') &&
      LOOK_MS,
  });
}
