import type { UseQueryResult } from '@tanstack/react-query';
import { Table2, Workflow } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { FlowCounts } from '../api/index.ts';
import type { RawFlow } from '../flow-body/index.ts';
import { FlowGraph, useFlowNames, useMarks } from '../graph/index.ts';
import { Button, Card, Late, Loaded } from '../kit/index.ts';
import { TRIGGER } from '../layout/index.ts';
import { ActionPanel } from './action-panel.tsx';
import { ActionTable } from './action-table.tsx';
import styles from './flow-map.module.css';
import type { Series } from './kpis.tsx';
import { START } from './search.ts';
import { tableOf } from './table-of.ts';
import { totalOf } from './totals.ts';

interface FlowMapProps {
  readonly flowId: string;
  readonly flow: RawFlow;
  readonly counts: UseQueryResult<FlowCounts>;
  readonly series: UseQueryResult<Series>;
  /** The action that is looked at, as the address has it. */
  readonly action: string | undefined;
  readonly onAction: (action: string | undefined) => void;
}

/** Who is where: the flow as a graph, or as a table, with the action that is looked at beside it. */
export function FlowMap({ flowId, flow, counts, series, action, onAction }: FlowMapProps) {
  const [view, setView] = useState<'graph' | 'table'>('graph');
  const names = useFlowNames(flow);
  const enrolled = series.data ? totalOf(series.data.results, 'enrolled') : 0;
  const table = useMemo(
    () => (counts.data ? tableOf(flow, counts.data, enrolled) : {}),
    [flow, counts.data, enrolled],
  );
  const marks = useMarks(table);
  const selected = action === START ? TRIGGER : action;
  const select = (id: string) => onAction(id === TRIGGER ? START : id);
  return (
    <Card
      title="Who is where"
      lead="Waiting are those who are there now; the other numbers are of the period."
      actions={
        <Button
          icon={view === 'graph' ? Table2 : Workflow}
          onPress={() => setView(view === 'graph' ? 'table' : 'graph')}
        >
          {view === 'graph' ? 'As a table' : 'As a graph'}
        </Button>
      }
    >
      <Loaded
        query={counts}
        skeleton={
          <Late>
            <div className={styles['graph']} />
          </Late>
        }
      >
        {(data) => (
          <div className={styles['parts']}>
            {view === 'graph' ? (
              <div className={styles['graph']}>
                <FlowGraph
                  label="The flow as a graph, with who is where. The same is in the table."
                  {...{ flow, names, marks, selected }}
                  hasFoot
                  onSelect={select}
                />
              </div>
            ) : (
              <ActionTable {...{ flow, names, selected }} counts={data} onSelect={select} />
            )}
            {selected !== undefined && (
              <ActionPanel
                key={selected}
                {...{ flowId, flow, names }}
                of={selected}
                counts={data.actions[selected]}
                onClose={() => onAction(undefined)}
              />
            )}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
