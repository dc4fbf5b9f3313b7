import { useQuery } from '@tanstack/react-query';
import { call } from '../api/index.ts';
import { Button, dateTimeText } from '../kit/index.ts';
import styles from './clock-bar.module.css';

/** How often it is looked how far the clock has come. */
const LOOK_MS = 500;

interface MovingProps {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  readonly onStop: () => void;
}

/** How far the clock has come on its way: it stands at each instant at which something is due. */
export function Moving({ from, to, zone, onStop }: MovingProps) {
  const { data } = useQuery({
    queryKey: ['clock on its way', from, to],
    queryFn: ({ signal }) => call('GET /millrace/v1/clock', {}, signal),
    refetchInterval: LOOK_MS,
  });
  const at = data ? Math.min(Date.parse(data.now), to) : from;
  return (
    <div className={styles['moving']}>
      <progress aria-label="On its way" value={at - from} max={Math.max(1, to - from)} />
      <span>
        {dateTimeText(at, zone)} of {dateTimeText(to, zone)}
      </span>
      <Button onPress={onStop}>Stop here</Button>
    </div>
  );
}
