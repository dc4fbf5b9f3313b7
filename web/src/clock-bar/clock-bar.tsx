import { useQuery } from '@tanstack/react-query';
import { CalendarDays, Clock, SkipForward, X } from 'lucide-react';
import { useState } from 'react';
import { useScope } from '../api/index.ts';
import {
  accountClock,
  Button,
  dateTimeText,
  FailureNote,
  IconButton,
  lengthText,
  useAccountNow,
} from '../kit/index.ts';
import styles from './clock-bar.module.css';
import { DateDialog } from './date-dialog.tsx';
import { Happened } from './happened.tsx';
import { Moving } from './moving.tsx';
import { useMove } from './use-move.ts';
import { useOnItsWay } from './use-on-its-way.ts';

/** Shown in development mode only. */
export function ClockBar() {
  const { data: clock } = useQuery(accountClock);
  if (clock?.mode !== 'development') return null;
  return <Bar zone={clock.timeZone} nextDueAt={clock.nextDueAt} />;
}

interface BarProps {
  readonly zone: string;
  readonly nextDueAt: string | null;
}

function Bar({ zone, nextDueAt }: BarProps) {
  const now = useAccountNow();
  const [isChoosing, setChoosing] = useState(false);
  const mayMove = useScope('automation');
  const { move, state, stop, clear } = useMove();
  const way = useOnItsWay();
  const lacks = mayMove ? undefined : 'Your access token lacks the scope automation.';
  const dueAt = Date.parse(nextDueAt ?? '');
  const isNothingDue = Number.isNaN(dueAt);
  const nothing = isNothingDue ? 'Nothing waits for a time.' : undefined;
  return (
    <section className={styles['bar']} aria-label="Clock of the account">
      {state.stage === 'failed' && (
        <div className={styles['above']}>
          <FailureNote error={state.error} />
          <IconButton icon={X} label="Close" onPress={clear} />
        </div>
      )}
      {state.stage === 'arrived' && <Happened moved={state.moved} zone={zone} onClose={clear} />}
      <div className={styles['line']}>
        <p className={styles['now']}>
          <Clock aria-hidden size={15} />
          <time dateTime={new Date(now).toISOString()}>{dateTimeText(now, zone)}</time>
          <span className={styles['zone']}>{zone}</span>
        </p>
        {state.stage === 'moving' ? (
          <Moving from={state.from} at={way?.at ?? state.from} to={state.to} zone={zone} onStop={stop} />
        ) : way ? (
          <Moving {...way} zone={zone} />
        ) : (
          <div className={styles['moves']} role="toolbar" aria-label="Move the clock">
            <Button reason={lacks} onPress={() => move({ by: 'PT1H' })}>
              +1 hour
            </Button>
            <Button reason={lacks} onPress={() => move({ by: 'P1D' })}>
              +1 day
            </Button>
            <Button
              icon={SkipForward}
              reason={lacks ?? nothing}
              onPress={() => nextDueAt !== null && !isNothingDue && move({ to: nextDueAt })}
            >
              To what is due next
              {!isNothingDue && <span className={styles['due']}>{dueText(dueAt - now)}</span>}
            </Button>
            <Button icon={CalendarDays} reason={lacks} onPress={() => setChoosing(true)}>
              To a date…
            </Button>
          </div>
        )}
      </div>
      {isChoosing && (
        <DateDialog
          now={now}
          zone={zone}
          onClose={() => setChoosing(false)}
          onChoose={(to) => {
            setChoosing(false);
            move({ to });
          }}
        />
      )}
    </section>
  );
}

function dueText(ms: number): string {
  return ms <= 0 ? 'now' : `in ${lengthText(ms)}`;
}
