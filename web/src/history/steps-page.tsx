import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Footprints, SearchX, X } from 'lucide-react';
import { call, pages } from '../api/index.ts';
import { type RawFlow, textAt } from '../flow-body/index.ts';
import { FlowFrame } from '../flow-frame/index.ts';
import { Button, Card, Empty, Loaded, More, SkeletonRows } from '../kit/index.ts';
import { AnyOf, type Change, Filters, TextFilter } from './filters.tsx';
import { OUTCOMES, type StepsSearch } from './search.ts';
import { StepsTable } from './steps-table.tsx';
import { changed, useHistory } from './use-history.ts';

const PAGE = 50;
const OUTCOME_NAMES = { SUCCEEDED: 'Done', FAILED: 'Failed', SKIPPED: 'Skipped' } as const;

/** All steps of the flow in the address. */
export function StepsPage() {
  const { flowId } = useParams({ from: '/signed-in/flows/$flowId/steps' });
  return (
    <FlowFrame flowId={flowId} page="Steps">
      {(flow) => <Steps key={flowId} flowId={flowId} flow={flow} />}
    </FlowFrame>
  );
}

function Steps({ flowId, flow }: { readonly flowId: string; readonly flow: RawFlow }) {
  const search = useSearch({ from: '/signed-in/flows/$flowId/steps' });
  const navigate = useNavigate({ from: '/flows/$flowId/steps' });
  const { names, filters } = useHistory(flow, search);
  const { outcome, enrollment } = search;
  const steps = useInfiniteQuery(
    pages(
      ['GET /millrace/v1/flows/{flowId}/steps', flowId, outcome, enrollment, filters],
      (after, signal) =>
        call(
          'GET /millrace/v1/flows/{flowId}/steps',
          {
            path: { flowId },
            query: { ...filters, outcome, enrollmentId: enrollment, limit: PAGE, after },
            records: textAt(flow, 'objectTypeId'),
          },
          signal,
        ),
      `flow:${flowId}`,
    ),
  );
  const found = steps.data?.pages.flatMap(({ results }) => results) ?? [];
  const change = (part: Change<StepsSearch>) =>
    void navigate({ search: changed(search, part), replace: true });
  const clear = () => void navigate({ search: {}, replace: true });
  return (
    <>
      <Filters {...{ flow, names, search }} onChange={change} onClear={clear}>
        <AnyOf
          label="Outcome"
          any="Any outcome"
          choices={OUTCOMES.map((id) => ({ id, name: OUTCOME_NAMES[id] }))}
          value={outcome}
          onChange={(chosen) => change({ outcome: chosen })}
        />
        <TextFilter label="Reason" value={search.reason} onChange={(reason) => change({ reason })} />
        {enrollment !== undefined && (
          <Button icon={X} onPress={() => change({ enrollment: undefined })}>
            Of passage {enrollment} only
          </Button>
        )}
      </Filters>
      <Card>
        <Loaded
          query={steps}
          skeleton={<SkeletonRows />}
          isEmpty={() => found.length === 0}
          empty={
            Object.keys(search).length > 0 ? (
              <Empty icon={SearchX} action={<Button onPress={clear}>Show all</Button>}>
                No step matches these filters.
              </Empty>
            ) : (
              <Empty icon={Footprints}>No step has been done yet.</Empty>
            )
          }
        >
          {() => (
            <StepsTable
              {...{ flowId, flow, names }}
              objectTypeId={textAt(flow, 'objectTypeId')}
              steps={found}
            />
          )}
        </Loaded>
      </Card>
      <More query={steps} />
    </>
  );
}
