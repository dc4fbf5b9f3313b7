import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { RawFlow } from '../flow-body/index.ts';
import { FlowFrame } from '../flow-frame/index.ts';
import { Card, Late, Loaded, Select, SkeletonBar } from '../kit/index.ts';
import { FlowErrors } from './flow-errors.tsx';
import { FlowMap } from './flow-map.tsx';
import { Kpis } from './kpis.tsx';
import { PERIOD_DEFAULT, PERIOD_NAMES, useSince } from './period.ts';
import { countsQuery, seriesQuery } from './queries.ts';
import { PERIODS, type Period, type WatchSearch } from './search.ts';

const Performance = lazy(() => import('./performance/index.ts'));

/** How the flow in the address goes: errors first, then numbers, the graph with counts, and days. */
export function WatchPage() {
  const { flowId } = useParams({ from: '/signed-in/flows/$flowId/watch' });
  const search = useSearch({ from: '/signed-in/flows/$flowId/watch' });
  const navigate = useNavigate({ from: '/flows/$flowId/watch' });
  const period = search.period ?? PERIOD_DEFAULT;
  const change = (part: WatchSearch | { action: undefined }) => {
    const said = Object.entries({ ...search, ...part }).filter(([, value]) => value !== undefined);
    void navigate({ search: Object.fromEntries(said) as WatchSearch, replace: true, resetScroll: false });
  };
  return (
    <FlowFrame
      flowId={flowId}
      page="Watch"
      actions={
        <Select
          label="Period"
          labelling="inline"
          choices={PERIODS.map((id) => ({ id, name: PERIOD_NAMES[id] }))}
          value={period}
          onChange={(chosen) => change({ period: chosen })}
        />
      }
    >
      {(flow) => (
        <Watched
          key={flowId}
          {...{ flowId, flow, period }}
          action={search.action}
          onAction={(action) => change({ action })}
        />
      )}
    </FlowFrame>
  );
}

interface WatchedProps {
  readonly flowId: string;
  readonly flow: RawFlow;
  readonly period: Period;
  readonly action: string | undefined;
  readonly onAction: (action: string | undefined) => void;
}

function Watched({ flowId, flow, period, action, onAction }: WatchedProps) {
  const since = useSince(period);
  const counts = useQuery(countsQuery(flowId, since));
  const series = useQuery(seriesQuery(flowId, period, since));
  return (
    <>
      <FlowErrors flowId={flowId} since={since} onAction={onAction} />
      <Kpis counts={counts} series={series} />
      <FlowMap {...{ flowId, flow, counts, series, action, onAction }} />
      <Card title="Day by day" lead="How many came in, and how they came out." fill="padded">
        <Loaded query={series} skeleton={<SkeletonBar width="60%" />}>
          {({ results }) => (
            <Suspense
              fallback={
                <Late>
                  <SkeletonBar width="60%" />
                </Late>
              }
            >
              <Performance buckets={results} period={period} since={since} />
            </Suspense>
          )}
        </Loaded>
      </Card>
    </>
  );
}
