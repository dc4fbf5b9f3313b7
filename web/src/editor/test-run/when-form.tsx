import { Select, TextField, useAccountZone } from '../../kit/index.ts';
import type { When } from '../state/index.ts';
import styles from './test-run.module.css';

const KINDS = [
  { id: 'MINUTES', name: 'minutes after the start' },
  { id: 'HOURS', name: 'hours after the start' },
  { id: 'DAYS', name: 'days after the start' },
  { id: 'WEEKS', name: 'weeks after the start' },
  { id: 'AT', name: 'at a date and time' },
] as const;

interface WhenFormProps {
  readonly when: When;
  readonly onChange: (when: When) => void;
  readonly problem: string | undefined;
}

/** When something is taken to happen. */
export function WhenForm({ when, onChange, problem }: WhenFormProps) {
  const zone = useAccountZone();
  return (
    <>
      <div className={styles['row']}>
        {when.kind === 'AFTER' && (
          <div className={styles['short']}>
            <TextField
              label="When"
              value={when.count}
              onChange={(count) => onChange({ ...when, count })}
              inputMode="numeric"
              problem={problem}
            />
          </div>
        )}
        <Select
          label={when.kind === 'AFTER' ? 'Counted in' : 'When'}
          choices={KINDS}
          value={when.kind === 'AFTER' ? when.unit : 'AT'}
          onChange={(to) =>
            onChange(
              to === 'AT'
                ? { kind: 'AT', local: '' }
                : { kind: 'AFTER', unit: to, count: when.kind === 'AFTER' ? when.count : '1' },
            )
          }
        />
      </div>
      {when.kind === 'AT' && (
        <TextField
          label="Date and time"
          type="datetime-local"
          value={when.local}
          onChange={(local) => onChange({ kind: 'AT', local })}
          description={`In ${zone}`}
          problem={problem}
        />
      )}
    </>
  );
}

/** A day after the start. */
export const A_DAY: When = { kind: 'AFTER', count: '1', unit: 'DAYS' };
