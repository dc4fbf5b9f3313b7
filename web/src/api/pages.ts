import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { Topic } from './topics.ts';

interface Paged {
  readonly paging?: { readonly next?: { readonly after?: string } };
}

/** A query that is fetched page by page. `ask` gets the cursor of the page, undefined of the first one. */
export function pages<P extends Paged>(
  key: readonly unknown[],
  ask: (after: string | undefined, signal: AbortSignal) => Promise<P>,
  topic?: Topic,
) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.paging?.next?.after,
    placeholderData: keepPreviousData,
    ...(topic === undefined ? {} : { meta: { topic } }),
  });
}
