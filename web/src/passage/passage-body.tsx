import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Passage } from '../api/index.ts';
import type { RawFlow } from '../flow-body/index.ts';
import { FlowGraph, revisionQuery, useFlowNames, useMarks } from '../graph/index.ts';
import { Card, Loaded, SkeletonRows, useAccountZone } from '../kit/index.ts';
import { TRIGGER } from '../layout/index.ts';
import styles from './passage.module.css';
import { pathMarks } from './path-marks.ts';
import { Timeline } from './timeline.tsx';

interface PassageBodyProps {
  readonly passage: Passage;
  readonly chosen: number | undefined;
  readonly onChoose: (step: number | undefined) => void;
}

/** The timeline, and beside it the flow in the revision of the step that is looked at. */
export function PassageBody({ passage, chosen, onChoose }: PassageBodyProps) {
  const { flowId, steps, revisionId } = passage;
  const step = steps.find(({ number }) => number === chosen);
  const revision = useQuery({
    ...revisionQuery(flowId, step?.revisionId ?? revisionId),
    retry: false,
    placeholderData: (before) => before,
  });
  const flow = revision.data;
  return (
    <div className={styles['columns']}>
      <Timeline passage={passage} flow={flow} chosen={chosen} onChoose={onChoose} />
      <div className={styles['graphSide']}>
        <Card title="Its path" lead={`Revision ${step?.revisionId ?? revisionId} of the flow.`}>
          <div className={styles['graph']}>
            <Loaded query={revision} skeleton={<SkeletonRows rows={6} />}>
              {(body) => <Path passage={passage} flow={body} chosen={chosen} onChoose={onChoose} />}
            </Loaded>
          </div>
        </Card>
      </div>
    </div>
  );
}

interface PathProps extends PassageBodyProps {
  readonly flow: RawFlow;
}

function Path({ passage, flow, chosen, onChoose }: PathProps) {
  const zone = useAccountZone();
  const names = useFlowNames(flow);
  const marks = useMarks(useMemo(() => pathMarks(flow, passage, zone), [flow, passage, zone]));
  const { steps, position } = passage;
  const selected = steps.find(({ number }) => number === chosen)?.actionId;
  /** The next visit of the action after the chosen one; behind the last, the first. */
  const select = (id: string) => {
    if (id === TRIGGER) return onChoose(undefined);
    const visits = steps.filter(({ actionId }) => actionId === id);
    const next = visits.find(({ number }) => chosen !== undefined && number > chosen) ?? visits[0];
    if (next) onChoose(next.number);
  };
  return (
    <FlowGraph
      label="The path through the flow; the timeline says the same as text"
      flow={flow}
      names={names}
      marks={marks}
      hasFoot
      selected={selected ?? (chosen === undefined ? (position?.actionId ?? undefined) : undefined)}
      onSelect={select}
    />
  );
}
