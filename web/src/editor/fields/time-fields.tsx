import { isObject, type Raw, type RawObject, textAt } from '../../flow-body/index.ts';
import { Select, TextField } from '../../kit/index.ts';
import type { Field } from './field.ts';
import styles from './fields.module.css';

const UNITS = ['MINUTES', 'HOURS', 'DAYS', 'WEEKS', 'MONTHS', 'YEARS'].map((id) => ({
  id,
  name: id.charAt(0) + id.slice(1).toLowerCase(),
}));

interface TimeFromThenProps {
  readonly value: Raw | undefined;
  readonly onChange: (value: RawObject) => void;
}

/** A length in one unit, from the time of the step. */
export function TimeFromThen({ value, onChange }: TimeFromThenProps) {
  const set = (members: RawObject) => onChange({ ...(isObject(value) ? value : {}), ...members });
  const unit = textAt(value, 'timeUnit') || 'DAYS';
  return (
    <div className={styles['row']}>
      <div className={styles['narrow']}>
        <TextField
          label="Amount"
          value={textAt(value, 'delta')}
          onChange={(text) => /^-?\d{1,9}$/.test(text) && set({ delta: Number(text), timeUnit: unit })}
          inputMode="numeric"
        />
      </div>
      <Select
        label="Unit"
        choices={UNITS.some(({ id }) => id === unit) ? UNITS : [...UNITS, { id: unit, name: unit }]}
        value={unit}
        onChange={(timeUnit) => set({ timeUnit, delta: Number(textAt(value, 'delta') || 0) })}
      />
    </div>
  );
}

export const TimeDelay: Field = ({ member, value, onChange, problem }) => (
  <fieldset className={styles['group']}>
    <legend className={styles['legend']}>{member.label}</legend>
    <TimeFromThen value={value} onChange={onChange} />
    <span className={styles['description']}>{member.help}</span>
    {problem && <span className={styles['problem']}>{problem}</span>}
  </fieldset>
);
