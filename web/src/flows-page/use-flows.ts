import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../api/index.ts';
import { stateOf } from './flow-state.ts';
import { type FlowRow, nameOf } from './rows.ts';
import type { FlowsSearch } from './search.ts';

const PAGE = 50;

const allFlows = (kind: 'there' | 'deleted') =>
  queryOptions({
    queryKey: ['flows', kind] as const,
    queryFn: async ({ signal }): Promise<readonly FlowRow[]> => {
      const rows: FlowRow[] = [];
      let after: string | undefined;
      do {
        const query = { limit: PAGE, after };
        const page =
          kind === 'there'
            ? await call('GET /millrace/v1/flows', { query }, signal)
            : await call('GET /millrace/v1/flows/deleted', { query }, signal);
        rows.push(
          ...page.results.map((flow) => ({ ...flow, isPaused: 'paused' in flow && flow.paused !== null })),
        );
        after = page.paging?.next.after;
      } while (after !== undefined);
      return rows;
    },
    meta: { topic: 'flows' },
  });

export function useFlows(search: FlowsSearch) {
  const query = useQuery({
    ...allFlows(search.state === 'deleted' ? 'deleted' : 'there'),
    placeholderData: keepPreviousData,
  });
  const rows = (query.data ?? [])
    .filter((flow) => isMeant(flow, search))
    .toSorted(ORDERS[search.sort ?? 'errors']);
  return { query, rows, more: undefined, isLoadingMore: false };
}

function isMeant(flow: FlowRow, { search, state, type }: FlowsSearch): boolean {
  return (
    (search === undefined ||
      nameOf(flow).toLowerCase().includes(search.toLowerCase()) ||
      flow.id === search) &&
    (state === undefined || stateOf(flow) === state) &&
    (type === undefined || flow.objectTypeId === type)
  );
}

const ORDERS = {
  errors: (a: FlowRow, b: FlowRow) => (b.counts?.failedSteps ?? 0) - (a.counts?.failedSteps ?? 0),
  changed: (a: FlowRow, b: FlowRow) => b.updatedAt.localeCompare(a.updatedAt),
  active: (a: FlowRow, b: FlowRow) => (b.counts?.active ?? 0) - (a.counts?.active ?? 0),
  name: (a: FlowRow, b: FlowRow) => nameOf(a).localeCompare(nameOf(b)),
} as const;
