import { ChartColumn, Table2 } from 'lucide-react';
import { useState } from 'react';
import { Button, Cell, Row, Table, useAccountNow, useAccountZone } from '../../kit/index.ts';
import { counted } from '../numbers.ts';
import type { Period } from '../search.ts';
import { type Bucket, type Measure, totalOf } from '../totals.ts';
import { fullText } from './bucket-text.ts';
import { Chart } from './chart.tsx';
import { columnsOf } from './columns.ts';
import styles from './performance.module.css';

interface PerformanceProps {
  readonly buckets: readonly Bucket[];
  readonly period: Period;
  readonly since: string | undefined;
}

const MEASURES: readonly { readonly id: Measure; readonly name: string }[] = [
  { id: 'enrolled', name: 'Enrolled' },
  { id: 'completed', name: 'Completed' },
  { id: 'metGoal', name: 'Goal reached' },
  { id: 'unenrolled', name: 'Left early' },
  { id: 'failed', name: 'Failed' },
];

/** How many came in, and how they came out, as columns or as a table. What never happened in the period is not shown. */
export function Performance({ buckets, period, since }: PerformanceProps) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const zone = useAccountZone();
  const columns = columnsOf(buckets, period, since, useAccountNow(), zone);
  const shown = MEASURES.filter(({ id }) => id === 'enrolled' || totalOf(buckets, id) > 0);
  if (buckets.length === 0) return <p className={styles['none']}>Nothing has happened in this time.</p>;
  return (
    <>
      <div className={styles['head']}>
        <ul className={styles['legend']} aria-label="Colours">
          {shown.map(({ id, name }) => (
            <li key={id}>
              <span aria-hidden className={`${styles['key']} ${styles[id]}`} />
              {name} <strong>{counted(totalOf(buckets, id))}</strong>
            </li>
          ))}
        </ul>
        <Button
          icon={view === 'chart' ? Table2 : ChartColumn}
          onPress={() => setView(view === 'chart' ? 'table' : 'chart')}
        >
          {view === 'chart' ? 'As a table' : 'As a chart'}
        </Button>
      </div>
      {view === 'chart' ? (
        <Chart columns={columns} measures={shown} period={period} />
      ) : (
        <Table
          label="Day by day"
          columns={[{ name: 'When' }, ...shown.map(({ name }) => ({ name, align: 'end' as const }))]}
        >
          {columns.toReversed().map((column) => (
            <Row key={column.bucket}>
              <Cell>{fullText(column.bucket, period, columns)}</Cell>
              {shown.map(({ id }) => (
                <Cell key={id} align="end">
                  {counted(column[id])}
                </Cell>
              ))}
            </Row>
          ))}
        </Table>
      )}
    </>
  );
}
