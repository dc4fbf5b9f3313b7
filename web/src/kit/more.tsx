import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from './button.tsx';

/** Below a table that goes on. */
export function More({ query }: { readonly query: UseInfiniteQueryResult<unknown> }) {
  if (!query.hasNextPage) return null;
  return (
    <div>
      <Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
        Show more
      </Button>
    </div>
  );
}
