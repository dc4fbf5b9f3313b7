import { numberAt, type Raw, type RawObject, setIn, textAt } from '@millrace/core/raw';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import {
  Button,
  IconButton,
  instantOf,
  LocalInput,
  localText,
  Select,
  TextField,
  useAccountZone,
} from '../../kit/index.ts';
import styles from '../criteria.module.css';
import { numberFrom } from '../model/read.ts';
import { useProblemAt } from '../tree/surroundings.ts';
import type { FieldProps } from './field-props.ts';

/** An instant, on the clock of the account. One that the clock cannot show is edited as the number it is. */
export function InstantField({ field, value, path, set }: FieldProps<'instant'>) {
  const zone = useAccountZone();
  const problem = useProblemAt(path);
  const at = numberAt(value);
  const isShown = at !== undefined && Math.abs(at) < LATEST_MS;
  if (!isShown)
    return (
      <TextField
        label={`${field.label}, in milliseconds since 1970`}
        value={textAt(value)}
        onChange={(text) => set(numberFrom(text))}
        problem={problem}
      />
    );
  return (
    <LocalInput
      label={`${field.label} (${zone})`}
      type="datetime-local"
      value={localText(at, zone)}
      problem={problem}
      onChange={(text) => {
        const to = instantOf(text, zone);
        // What is shown goes to the minute: seconds that nobody touched stay.
        if (to !== undefined && localText(at, zone) !== text) set(to);
      }}
    />
  );
}

/** The end of the year 9999: as far as a date field goes. */
const LATEST_MS = Date.UTC(10_000, 0, 1);

const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
];

/** A month by its number, or by its name: the language has both. */
export function monthNumber(raw: Raw | undefined): number | undefined {
  const text = textAt(raw);
  const named = MONTHS.findIndex((name) => text.length >= 3 && name.startsWith(text.toUpperCase()));
  return named >= 0 ? named + 1 : numberAt(raw);
}

/** `year`, `month` and `day`; a month that came by its name stays one. */
export function DayField({ field, owner, path, onChange }: FieldProps<'day'>) {
  const [year, month, day] = [numberAt(owner, 'year'), monthNumber(owner['month']), numberAt(owner, 'day')];
  const base = path.replace(/\.?year$/, '');
  const problems = [useProblemAt(path), useProblemAt(`${base}.month`), useProblemAt(`${base}.day`)];
  const isNamed = typeof owner['month'] === 'string' && numberAt(owner, 'month') === undefined;
  return (
    <LocalInput
      label={field.label}
      type="date"
      value={[String(year ?? '').padStart(4, '0'), padded(month), padded(day)].join('-')}
      problem={problems.find((problem) => problem !== undefined)}
      onChange={(text) => {
        const [y, m, d] = text.split('-').map(Number);
        if (!y || !m || !d) return;
        const changes: RawObject = {
          ...(y === year ? {} : { year: y }),
          ...(m === month ? {} : { month: isNamed ? MONTHS[m - 1]! : m }),
          ...(d === day ? {} : { day: d }),
        };
        onChange({ ...owner, ...changes });
      }}
    />
  );
}

/** `hour` and `minute`; emptied, the time is the beginning of the day, or its end. */
export function TimeOfDayField({ field, owner, path, onChange }: FieldProps<'timeOfDay'>) {
  const hour = numberAt(owner, 'hour');
  const problem = useProblemAt(path);
  return (
    <LocalInput
      label={field.label}
      type="time"
      value={hour === undefined ? '' : `${padded(hour)}:${padded(numberAt(owner, 'minute') ?? 0)}`}
      problem={problem}
      onChange={(text) => {
        const [h, m] = text.split(':').map(Number);
        if (text === '') onChange(setIn(setIn(owner, ['hour'], undefined), ['minute'], undefined));
        else if (h !== undefined && m !== undefined) onChange({ ...owner, hour: h, minute: m });
      }}
    />
  );
}

function padded(number: number | undefined): string {
  return String(number ?? '').padStart(2, '0');
}

const UNITS = ['years', 'quarters', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'];

/** A length in units, each with its sign: before or after. */
export function ShiftsField({ field, value, path, set }: FieldProps<'shifts'>) {
  const [added, setAdded] = useState<string>();
  const owner: RawObject = typeof value === 'object' && value !== null ? (value as RawObject) : {};
  const shown = UNITS.filter((unit) => unit === added || textAt(owner, unit) !== '');
  const left = UNITS.filter((unit) => !shown.includes(unit));
  const problem = useProblemAt(path);
  return (
    <div className={styles['fieldset']}>
      {shown.map((unit) => (
        <div key={unit} className={styles['row']}>
          <Select
            label={`${field.label}: unit`}
            labelling="inline"
            choices={[unit, ...left].map((id) => ({ id, name: id }))}
            value={unit}
            onChange={(to) =>
              to !== unit && set(setIn(setIn(owner, [unit], undefined), [to], owner[unit] ?? 0))
            }
          />
          <TextField
            label={`${unit} from then, negative before`}
            value={textAt(owner, unit)}
            inputMode="numeric"
            onChange={(text) => set({ ...owner, [unit]: numberFrom(text) })}
          />
          <IconButton
            icon={Trash2}
            label={`Without ${unit}`}
            onPress={() => {
              setAdded(undefined);
              set(setIn(owner, [unit], undefined));
            }}
          />
        </div>
      ))}
      {left.length > 0 && (
        <div>
          <Button kind="quiet" icon={Plus} onPress={() => setAdded(left.includes('days') ? 'days' : left[0])}>
            Before or after
          </Button>
        </div>
      )}
      {problem && <span className={styles['problem']}>{problem}</span>}
    </div>
  );
}
