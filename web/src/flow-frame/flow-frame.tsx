import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { isMissing } from '../api/index.ts';
import { type RawFlow, textAt } from '../flow-body/index.ts';
import { flowQuery } from '../graph/index.ts';
import { Loaded, SkeletonBar, useTitle } from '../kit/index.ts';
import styles from './flow-frame.module.css';
import { FlowState } from './flow-state.tsx';
import { FlowTabs } from './flow-tabs.tsx';

interface FlowFrameProps {
  readonly flowId: string;
  /** The page within the flow: "Watch". */
  readonly page: string;
  readonly actions?: ReactNode;
  /** Where the page asks for the flow by itself. */
  readonly query?: UseQueryResult<RawFlow>;
  readonly children: (flow: RawFlow) => ReactNode;
}

/** A page of a flow, with the flow's body. One that is gone, or closed to the token, says so once for the whole page. */
export function FlowFrame({ flowId, page, actions, query, children }: FlowFrameProps) {
  const own = useQuery({ ...flowQuery(flowId), enabled: query === undefined });
  const flow = query ?? own;
  const name = textAt(flow.data, 'name') || `Flow ${flowId}`;
  useTitle(`${page} · ${name}`);
  return (
    <>
      <header className={styles['bar']}>
        <Link to="/flows" className={styles['back']} aria-label="All flows">
          <ChevronLeft aria-hidden size={18} />
        </Link>
        <h1 className={styles['name']}>
          {flow.data ? name : flow.error ? `Flow ${flowId}` : <SkeletonBar width="180px" />}
        </h1>
        {flow.data && <FlowState flowId={flowId} isOn={flow.data['isEnabled'] === true} />}
        <span className={styles['gap']} />
        {flow.data && actions}
      </header>
      {!isMissing(flow.error) && <FlowTabs flowId={flowId} />}
      <div className={styles['content']}>
        <Loaded
          query={flow}
          skeleton={<SkeletonBar width="40%" />}
          sought={{ noun: 'flow', id: flowId, back: <Link to="/flows">Go to the flows</Link> }}
        >
          {children}
        </Loaded>
      </div>
    </>
  );
}
