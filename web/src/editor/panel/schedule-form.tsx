import { flagAt, getIn, type RawObject, textAt, textsAt } from '../../flow-body/index.ts';
import { Select, Switch, TextField } from '../../kit/index.ts';
import fieldStyles from '../fields/fields.module.css';
import { Days, PropertyPick, Time, timeFrom } from '../fields/index.ts';
import { timeOfDay } from '../say/index.ts';
import { useEditorState } from '../state/index.ts';
import styles from './panel.module.css';

const KINDS = [
  { id: 'DAILY', name: 'Every day' },
  { id: 'WEEKLY', name: 'On days of the week' },
  { id: 'MONTHLY_SPECIFIC_DAYS', name: 'On days of the month' },
  { id: 'MONTHLY_RELATIVE_DAYS', name: 'On the first Monday or last day of the month' },
  { id: 'YEARLY', name: 'Once a year' },
  { id: 'ONCE', name: 'Once' },
  { id: 'PROPERTY_BASED', name: 'By a date of the record' },
] as const;
const RELATIVE = [
  { id: 'FIRST_MONDAY_OF_MONTH', name: 'First Monday' },
  { id: 'LAST_DAY_OF_MONTH', name: 'Last day' },
];
export const MONTHS = [
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
].map((id) => ({ id, name: id.charAt(0) + id.slice(1).toLowerCase() }));

interface ScheduleFormProps {
  readonly value: RawObject;
  readonly onChange: (value: RawObject) => void;
}

/** What a kind of schedule has besides its time. */
const STARTS: Readonly<Record<string, RawObject>> = {
  WEEKLY: { daysOfWeek: ['MONDAY'] },
  MONTHLY_SPECIFIC_DAYS: { daysOfMonth: [1] },
  MONTHLY_RELATIVE_DAYS: { monthlyRelativeDays: 'FIRST_MONDAY_OF_MONTH' },
  YEARLY: { month: 'JANUARY', dayOfMonth: 1 },
  ONCE: { year: 2027, month: 'JANUARY', dayOfMonth: 1 },
  PROPERTY_BASED: { dateProperty: '', daysDelta: 0, yearly: false },
};

/** When a flow enrolls by the clock, in the account's zone. */
export function ScheduleForm({ value, onChange }: ScheduleFormProps) {
  const type = textAt(value, 'type');
  const set = (members: RawObject) => onChange({ ...value, ...members });
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  const time = getIn(value, ['timeOfDay']) ?? null;
  return (
    <div className={styles['section']}>
      <Select
        label="How often"
        choices={KINDS}
        value={type as (typeof KINDS)[number]['id']}
        onChange={(to) => to !== type && onChange({ type: to, ...STARTS[to], timeOfDay: time })}
      />
      {type === 'WEEKLY' && (
        <Days
          label="Days"
          value={textsAt(value, 'daysOfWeek')}
          onChange={(daysOfWeek) => set({ daysOfWeek })}
        />
      )}
      {type === 'MONTHLY_SPECIFIC_DAYS' && (
        <TextField
          label="Days of the month"
          description="Such as 1, 15"
          defaultValue={textsAt(value, 'daysOfMonth').join(', ')}
          onBlur={(event) => {
            const days = (event.target as HTMLInputElement).value
              .split(/[^\d]+/)
              .filter((text) => text !== '')
              .map(Number);
            set({ daysOfMonth: days });
          }}
        />
      )}
      {type === 'MONTHLY_RELATIVE_DAYS' && (
        <Select
          label="Day"
          choices={RELATIVE}
          value={textAt(value, 'monthlyRelativeDays')}
          onChange={(monthlyRelativeDays) => set({ monthlyRelativeDays })}
        />
      )}
      {(type === 'YEARLY' || type === 'ONCE') && (
        <div className={fieldStyles['row']}>
          <TextField
            label="Day"
            value={textAt(value, 'dayOfMonth')}
            onChange={(text) => /^\d{0,2}$/.test(text) && set({ dayOfMonth: Number(text) })}
            inputMode="numeric"
          />
          <Select
            label="Month"
            choices={MONTHS}
            value={textAt(value, 'month')}
            onChange={(month) => set({ month })}
          />
          {type === 'ONCE' && (
            <TextField
              label="Year"
              value={textAt(value, 'year')}
              onChange={(text) => /^\d{0,4}$/.test(text) && set({ year: Number(text) })}
              inputMode="numeric"
            />
          )}
        </div>
      )}
      {type === 'PROPERTY_BASED' && (
        <>
          <PropertyPick
            label="Date"
            labelling="above"
            objectTypeId={objectTypeId}
            value={textAt(value, 'dateProperty')}
            onChange={(dateProperty) => set({ dateProperty })}
          />
          <TextField
            label="Days after it"
            description="Negative is before."
            value={textAt(value, 'daysDelta')}
            onChange={(text) => /^-?\d{1,5}$/.test(text) && set({ daysDelta: Number(text) })}
          />
          <Switch isSelected={flagAt(value, 'yearly')} onChange={(yearly) => set({ yearly })}>
            Every year on its day
          </Switch>
        </>
      )}
      <div className={fieldStyles['group']}>
        <span className={fieldStyles['label']}>At</span>
        <Time
          label="At"
          value={timeOfDay(getIn(value, ['timeOfDay']))}
          onChange={(text) => {
            const timeGiven = timeFrom(text);
            if (timeGiven) set({ timeOfDay: timeGiven });
          }}
        />
      </div>
    </div>
  );
}
