import { useId } from 'react';
import fieldStyles from './field.module.css';
import styles from './local-input.module.css';

interface LocalInputProps {
  readonly label: string;
  readonly type: 'date' | 'time' | 'datetime-local';
  /** As the browser has it: `2026-11-27`, `09:30`, `2026-11-27T09:30`; empty for none. */
  readonly value: string;
  readonly problem?: string | undefined;
  readonly onChange: (text: string) => void;
}

/** The last that such a field can show. */
const LATEST = { date: '9999-12-31', time: undefined, 'datetime-local': '9999-12-31T23:59' } as const;

/** A date or time in the browser's own field; while it is half typed nothing is said. */
export function LocalInput({ label, type, value, problem, onChange }: LocalInputProps) {
  const id = useId();
  return (
    <div className={fieldStyles['field']}>
      <label htmlFor={id} className={fieldStyles['label']}>
        {label}
      </label>
      <input
        id={id}
        type={type}
        max={LATEST[type]}
        className={styles['input']}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onChange={({ target }) => onChange(target.value)}
      />
      {problem && (
        <span id={`${id}-problem`} className={fieldStyles['problem']}>
          {problem}
        </span>
      )}
    </div>
  );
}
