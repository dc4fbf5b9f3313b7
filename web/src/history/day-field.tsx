import styles from './day-field.module.css';

interface DayFieldProps {
  readonly label: string;
  /** `2026-11-27`. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A day, by the browser's own calendar. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <label className={styles['field']}>
      {label}
      <input
        type="date"
        value={value ?? ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
      />
    </label>
  );
}
