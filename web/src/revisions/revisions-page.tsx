import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { call } from '../api/index.ts';
import { FlowFrame } from '../flow-frame/index.ts';
import { Button, Card, Loaded, SkeletonRows } from '../kit/index.ts';
import { Comparison } from './comparison.tsx';
import styles from './revisions-page.module.css';
import { RevisionsTable } from './revisions-table.tsx';
import type { RevisionsSearch } from './search.ts';

const PAGE = 50;

export function RevisionsPage() {
  const { flowId } = useParams({ from: '/signed-in/flows/$flowId/revisions' });
  return (
    <FlowFrame flowId={flowId} page="Revisions">
      {() => <Revisions key={flowId} flowId={flowId} />}
    </FlowFrame>
  );
}

function Revisions({ flowId }: { readonly flowId: string }) {
  const search = useSearch({ from: '/signed-in/flows/$flowId/revisions' });
  const navigate = useNavigate({ from: '/flows/$flowId/revisions' });
  const revisions = useRevisions(flowId);
  const results = revisions.data?.pages.flatMap((page) => page.results) ?? [];
  const to = search.to ?? results[0]?.revisionId;
  const before = results[results.findIndex(({ revisionId }) => revisionId === to) + 1]?.revisionId;
  const from = search.from ?? before;
  const compare = (compared: RevisionsSearch) => void navigate({ search: compared, replace: true });
  return (
    <div className={styles['columns']}>
      <Card title="Revisions" lead="Every save makes one, and none is ever lost.">
        <Loaded query={revisions} skeleton={<SkeletonRows />}>
          {() => (
            <RevisionsTable flowId={flowId} revisions={results} from={from} to={to} onCompare={compare} />
          )}
        </Loaded>
        {revisions.hasNextPage && (
          <div className={styles['more']}>
            <Button onPress={() => void revisions.fetchNextPage()} isPending={revisions.isFetchingNextPage}>
              Show older revisions
            </Button>
          </div>
        )}
      </Card>
      {to !== undefined && (
        <Comparison flowId={flowId} revisions={results} from={from} to={to} onCompare={compare} />
      )}
    </div>
  );
}

function useRevisions(flowId: string) {
  return useInfiniteQuery({
    queryKey: ['GET /millrace/v1/flows/{flowId}/revisions', flowId],
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /millrace/v1/flows/{flowId}/revisions',
        { path: { flowId }, query: { limit: PAGE, after: pageParam } },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.paging?.next.after,
    meta: { topic: `flow:${flowId}`, hints: ['flow'] },
  });
}
