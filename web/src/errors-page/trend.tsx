import styles from './trend.module.css';

interface TrendProps {
  readonly hours: readonly { readonly hour: string; readonly count: number }[];
  readonly label: string;
}

const WIDTH = 96;
const HEIGHT = 24;
const GAP = 1;
const BAR_MIN = 2;

/** How often in each hour, as bars; the numbers are its name for screen readers. */
export function Trend({ hours, label }: TrendProps) {
  const most = Math.max(1, ...hours.map(({ count }) => count));
  const step = WIDTH / Math.max(hours.length, 1);
  const said = hours.map(({ count }) => count).join(', ');
  return (
    <svg
      role="img"
      aria-label={`${label}: ${said}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={styles['trend']}
    >
      {hours.map(({ hour, count }, at) => {
        const height = count === 0 ? 1 : Math.max(BAR_MIN, (count / most) * HEIGHT);
        return (
          <rect
            key={hour}
            x={at * step}
            y={HEIGHT - height}
            width={step - GAP}
            height={height}
            className={count === 0 ? styles['none'] : styles['some']}
          />
        );
      })}
    </svg>
  );
}
