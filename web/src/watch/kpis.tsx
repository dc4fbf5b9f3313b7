import type { UseQueryResult } from '@tanstack/react-query';
import type { Answer, FlowCounts } from '../api/index.ts';
import { SkeletonBar } from '../kit/index.ts';
import styles from './kpis.module.css';
import { compact, counted } from './numbers.ts';
import { totalOf } from './totals.ts';

export type Series = Answer<'GET /millrace/v1/flows/{flowId}/performance'>;

interface KpisProps {
  readonly counts: UseQueryResult<FlowCounts>;
  readonly series: UseQueryResult<Series>;
}

/** The flow in seven numbers. What is not known yet, or cannot be, stays a bar: the parts below say why. */
export function Kpis({ counts, series }: KpisProps) {
  return (
    <dl className={styles['row']} aria-label="The flow in numbers">
      <Kpi name="Inside now" value={counts.data?.active} tone="waiting" />
      {NAMES.map(([member, name, tone]) => (
        <Kpi key={name} name={name} value={series.data && totalOf(series.data.results, member)} tone={tone} />
      ))}
      <Kpi name="Failed steps" value={counts.data && failedSteps(counts.data)} tone="failed" />
    </dl>
  );
}

const NAMES = [
  ['enrolled', 'Enrolled', 'accent'],
  ['completed', 'Completed', 'ok'],
  ['metGoal', 'Goal reached', 'goal'],
  ['unenrolled', 'Left early', 'off'],
  ['failed', 'Failed', 'failed'],
] as const;

interface KpiProps {
  readonly name: string;
  /** Undefined while it is on its way. */
  readonly value: number | undefined;
  readonly tone?: string;
}

function Kpi({ name, value, tone = 'off' }: KpiProps) {
  return (
    <div className={styles['kpi']} data-tone={tone}>
      <dt>{name}</dt>
      <dd title={value === undefined ? undefined : counted(value)}>
        {value === undefined ? <SkeletonBar width="48px" /> : compact(value)}
      </dd>
    </div>
  );
}

function failedSteps({ actions }: FlowCounts): number {
  return Object.values(actions).reduce((sum, { failed }) => sum + failed, 0);
}
