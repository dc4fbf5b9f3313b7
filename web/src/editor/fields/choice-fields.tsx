import { optionLabel } from '@millrace/core/catalogue';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { flagAt, textAt, textsAt } from '../../flow-body/index.ts';
import { Select, Switch } from '../../kit/index.ts';
import { timeOfDay } from '../say/index.ts';
import type { Field } from './field.ts';
import styles from './fields.module.css';

export const Choice: Field = ({ member, value, onChange, problem }) => {
  const choices =
    member.options ?? (member.choices ?? []).map((each) => ({ value: each, label: optionLabel(each) }));
  const known = choices.map((each) => ({ id: each.value, name: each.label }));
  const text = textAt(value);
  const fallback = typeof member.default === 'string' ? member.default : undefined;
  return (
    <Select
      label={member.label}
      description={member.help}
      problem={problem}
      choices={
        text === '' || known.some(({ id }) => id === text) ? known : [...known, { id: text, name: text }]
      }
      value={text === '' ? fallback : text}
      onChange={onChange}
      placeholder="Choose…"
    />
  );
};

/** A flag; flows have it as text. */
export const Flag: Field = ({ member, value, onChange }) => (
  <div className={styles['group']}>
    <Switch
      isSelected={flagAt(value)}
      onChange={(isOn) => onChange(typeof value === 'boolean' ? isOn : String(isOn))}
    >
      {member.label}
    </Switch>
    <span className={styles['description']}>{member.help}</span>
  </div>
);

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

export const DaysOfWeek: Field = ({ member, value, onChange, problem }) => (
  <fieldset className={styles['group']}>
    <legend className={styles['legend']}>{member.label}</legend>
    <Days
      value={textsAt(value)}
      onChange={(days) => onChange(days.length === 0 ? undefined : days)}
      label={member.label}
    />
    <span className={styles['description']}>{member.help}</span>
    {problem && <span className={styles['problem']}>{problem}</span>}
  </fieldset>
);

interface DaysProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (days: readonly string[]) => void;
}

export function Days({ label, value, onChange }: DaysProps) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="multiple"
      selectedKeys={value}
      onSelectionChange={(keys) => onChange(DAYS.filter((day) => keys.has(day)))}
      className={styles['days'] ?? ''}
    >
      {DAYS.map((day) => (
        <ToggleButton key={day} id={day} aria-label={optionLabel(day)} className={styles['day'] ?? ''}>
          {optionLabel(day).slice(0, 2)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

export const TimeOfDay: Field = ({ member, value, onChange, problem }) => (
  <div className={styles['group']}>
    <span className={styles['label']}>{member.label}</span>
    <Time label={member.label} value={timeOfDay(value)} onChange={(time) => onChange(timeFrom(time))} />
    <span className={styles['description']}>{member.help}</span>
    {problem && <span className={styles['problem']}>{problem}</span>}
  </div>
);

/** `09:30` as a flow has it. */
export function timeFrom(time: string) {
  const [hour, minute] = time.split(':').map(Number);
  return hour === undefined || minute === undefined || Number.isNaN(hour) ? undefined : { hour, minute };
}

interface TimeProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
}

export function Time({ label, value, onChange }: TimeProps) {
  return (
    <input
      type="time"
      aria-label={label}
      className={styles['time']}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
