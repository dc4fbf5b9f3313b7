import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { compact, counted } from '../numbers.ts';
import type { Period } from '../search.ts';
import type { Measure } from '../totals.ts';
import { fullText, shortText } from './bucket-text.ts';
import type { Column } from './columns.ts';
import styles from './performance.module.css';
import { ticksUpTo } from './scale.ts';

interface ChartProps {
  readonly columns: readonly Column[];
  readonly measures: readonly { readonly id: Measure; readonly name: string }[];
  readonly period: Period;
}

const HEIGHT = 220;
const LEFT = 44;
/** Half of the last label. */
const RIGHT = 20;
const BOTTOM = 24;
const TOP = 8;
/** Room that a label below the axis takes. */
const LABEL_PX = 64;
const BAR_MAX = 18;

/** Columns, side by side for each stretch of time; what is pointed at is told in numbers. Screen readers get the sums, and the table. */
export function Chart({ columns, measures, period }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [at, setAt] = useState<number>();
  const most = Math.max(...columns.flatMap((column) => measures.map(({ id }) => column[id])), 1);
  const ticks = ticksUpTo(most);
  const top = ticks.at(-1)!;
  const inner = HEIGHT - TOP - BOTTOM;
  const y = (value: number) => TOP + inner - (value / top) * inner;
  const step = Math.max(width - LEFT - RIGHT, 1) / columns.length;
  const bar = Math.max(Math.min((step * 0.72) / measures.length, BAR_MAX), 1);
  const every = Math.max(1, Math.ceil(LABEL_PX / step));
  const point = ({ currentTarget, clientX }: PointerEvent<SVGSVGElement>) => {
    const x = clientX - currentTarget.getBoundingClientRect().left - LEFT;
    const index = Math.floor(x / step);
    setAt(index >= 0 && index < columns.length ? index : undefined);
  };
  const shown = at === undefined ? undefined : columns[at];
  return (
    <div ref={frame} className={styles['chart']}>
      <svg
        role="img"
        aria-label={saidOf(columns, measures, period)}
        width={width}
        height={HEIGHT}
        onPointerMove={point}
        onPointerLeave={() => setAt(undefined)}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} className={styles['grid']} />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end" className={styles['label']}>
              {compact(tick)}
            </text>
          </g>
        ))}
        {shown && <rect x={LEFT + at! * step} y={TOP} width={step} height={inner} className={styles['at']} />}
        {columns.map((column, index) => {
          const left = LEFT + index * step + (step - bar * measures.length) / 2;
          return (
            <g key={column.bucket}>
              {measures.map(({ id }, place) =>
                column[id] === 0 ? null : (
                  <rect
                    key={id}
                    x={left + place * bar}
                    y={y(column[id])}
                    width={Math.max(bar - 1, 1)}
                    height={Math.max(inner + TOP - y(column[id]), 1)}
                    rx={Math.min(2, bar / 3)}
                    className={styles[id]}
                  />
                ),
              )}
              {index % every === 0 && (
                <text
                  x={LEFT + index * step + step / 2}
                  y={HEIGHT - 6}
                  textAnchor="middle"
                  className={styles['label']}
                >
                  {shortText(column.bucket, period)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {shown && (
        <div
          className={styles['tip']}
          style={{ left: Math.min(Math.max(LEFT + (at! + 0.5) * step, 90), width - 90) }}
        >
          <strong>{fullText(shown.bucket, period, columns)}</strong>
          {measures.map(({ id, name }) => (
            <span key={id}>
              <span aria-hidden className={`${styles['key']} ${styles[id]}`} />
              {name}
              <b>{counted(shown[id])}</b>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

function saidOf(
  columns: readonly Column[],
  measures: readonly { readonly id: Measure; readonly name: string }[],
  period: Period,
): string {
  const [first, last] = [columns[0], columns.at(-1)];
  if (!first || !last) return 'Nothing has happened.';
  const sums = measures.map(
    ({ id, name }) => `${name} ${counted(columns.reduce((sum, column) => sum + column[id], 0))}`,
  );
  return `From ${fullText(first.bucket, period, columns)} to ${fullText(last.bucket, period, columns)}: ${sums.join(', ')}.`;
}

function useWidth(frame: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}
