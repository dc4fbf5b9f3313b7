import { Button, dateTimeText } from '../kit/index.ts';
import styles from './clock-bar.module.css';

interface MovingProps {
  readonly from: number;
  readonly to: number;
  /** Where it stands. */
  readonly at: number;
  readonly zone: string;
  /** Absent when somebody else moves it. */
  readonly onStop?: () => void;
}

/** How far the clock has come on its way: it stands at each instant at which something is due. */
export function Moving({ from, to, at, zone, onStop }: MovingProps) {
  return (
    <div className={styles['moving']}>
      <progress aria-label="On its way" value={Math.min(at, to) - from} max={Math.max(1, to - from)} />
      <span>
        {dateTimeText(Math.min(at, to), zone)} of {dateTimeText(to, zone)}
      </span>
      {onStop && <Button onPress={onStop}>Stop here</Button>}
    </div>
  );
}
