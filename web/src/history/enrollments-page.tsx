import { END_REASONS, joined, sayEnd } from '@millrace/core/sentences';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { SearchX, Users } from 'lucide-react';
import { useState } from 'react';
import { call, pages } from '../api/index.ts';
import { type RawFlow, textAt } from '../flow-body/index.ts';
import { FlowFrame } from '../flow-frame/index.ts';
import { Button, Card, Empty, Loaded, More, SkeletonRows } from '../kit/index.ts';
import { BulkBar } from './bulk-bar.tsx';
import { EnrollmentsTable } from './enrollments-table.tsx';
import { AnyOf, type Change, Filters } from './filters.tsx';
import { type EnrollmentsSearch, STATUSES } from './search.ts';
import { changed, useHistory } from './use-history.ts';

const PAGE = 50;

const STATUS_NAMES = {
  ACTIVE: 'Inside',
  COMPLETED: 'Completed',
  UNENROLLED: 'Left',
  FAILED: 'Failed',
} as const;

/** All passages through the flow in the address. */
export function EnrollmentsPage() {
  const { flowId } = useParams({ from: '/signed-in/flows/$flowId/enrollments' });
  return (
    <FlowFrame flowId={flowId} page="Enrollments">
      {(flow) => <Enrollments key={flowId} flowId={flowId} flow={flow} />}
    </FlowFrame>
  );
}

function Enrollments({ flowId, flow }: { readonly flowId: string; readonly flow: RawFlow }) {
  const search = useSearch({ from: '/signed-in/flows/$flowId/enrollments' });
  const navigate = useNavigate({ from: '/flows/$flowId/enrollments' });
  const { names, filters } = useHistory(flow, search);
  const { status } = search;
  const passages = useInfiniteQuery(
    pages(
      ['GET /millrace/v1/flows/{flowId}/enrollments', flowId, status, filters],
      (after, signal) =>
        call(
          'GET /millrace/v1/flows/{flowId}/enrollments',
          {
            path: { flowId },
            query: { ...filters, status, limit: PAGE, after },
            records: textAt(flow, 'objectTypeId'),
          },
          signal,
        ),
      `flow:${flowId}`,
    ),
  );
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const found = passages.data?.pages.flatMap(({ results }) => results) ?? [];
  const change = (part: Change<EnrollmentsSearch>) => {
    setSelected(new Set());
    void navigate({ search: changed(search, part), replace: true });
  };
  const clear = () => void navigate({ search: {}, replace: true });
  const isNarrowed = Object.keys(search).length > 0;
  return (
    <>
      <Filters {...{ flow, names, search }} onChange={change} onClear={clear}>
        <AnyOf
          label="State"
          any="Any state"
          choices={STATUSES.map((id) => ({ id, name: STATUS_NAMES[id] }))}
          value={status}
          onChange={(chosen) => change({ status: chosen })}
        />
        <AnyOf
          label="End"
          any="Any end"
          choices={END_REASONS.map((id) => ({
            id: id as string,
            name: joined(sayEnd({ status: '', reason: id })),
          }))}
          value={search.reason}
          onChange={(reason) => change({ reason })}
        />
      </Filters>
      <BulkBar {...{ flowId, search, filters, selected }} onDone={() => setSelected(new Set())} />
      <Card>
        <Loaded
          query={passages}
          skeleton={<SkeletonRows />}
          isEmpty={() => found.length === 0}
          empty={
            isNarrowed ? (
              <Empty icon={SearchX} action={<Button onPress={clear}>Show all</Button>}>
                No enrollment matches these filters.
              </Empty>
            ) : (
              <Empty icon={Users}>Nobody has come in yet.</Empty>
            )
          }
        >
          {() => (
            <EnrollmentsTable
              {...{ flow, names, selected }}
              objectTypeId={textAt(flow, 'objectTypeId')}
              passages={found}
              onSelect={setSelected}
            />
          )}
        </Loaded>
      </Card>
      <More query={passages} />
    </>
  );
}
