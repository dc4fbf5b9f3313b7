import { useMemo } from 'react';
import { Select, TextField } from '../../kit/index.ts';
import { useOptions, useProperties } from '../data/index.ts';
import { getIn, isObject, type Raw, type RawObject, textAt } from '../raw/index.ts';
import { useEditorState } from '../state/index.ts';
import type { Field } from './field.ts';
import styles from './fields.module.css';
import { JsonField } from './json-field.tsx';
import { Pick } from './pick.tsx';
import { outputsBefore, TokenMenu } from './token-menu.tsx';

/** The sources that a value can come from, in the words of a form. */
const SOURCES = [
  { id: 'STATIC_VALUE', name: 'A fixed value' },
  { id: 'OBJECT_PROPERTY', name: 'A property of the record' },
  { id: 'FIELD_DATA', name: 'The output of an earlier action' },
  { id: 'TIMESTAMP', name: 'The time of the step' },
  { id: 'RELATIVE_DATETIME', name: 'A time from then' },
  { id: 'INCREMENT', name: 'What it was, plus a number' },
  { id: 'STATIC_APPEND_VALUE', name: 'What it was, and an option' },
] as const;

const STARTS: Readonly<Record<string, RawObject>> = {
  STATIC_VALUE: { staticValue: '' },
  OBJECT_PROPERTY: { propertyName: '' },
  FIELD_DATA: { actionId: '', dataKey: '' },
  TIMESTAMP: { timestampType: 'EXECUTION_TIME' },
  RELATIVE_DATETIME: { timeDelay: { delta: 1, timeUnit: 'DAYS' } },
  INCREMENT: { incrementAmount: 1 },
  STATIC_APPEND_VALUE: { staticAppendValue: '' },
};

interface ValueEditorProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly problem?: string | undefined;
  readonly value: Raw | undefined;
  readonly onChange: (value: Raw) => void;
  readonly actionId: string;
  readonly objectTypeId: string;
  /** The property that the value is for, if any: its options are offered. */
  readonly property?: { readonly objectTypeId: string; readonly name: string };
  readonly labelling?: 'above' | 'inline';
}

/** A value object: where a value comes from, and what it is. */
export function ValueEditor(props: ValueEditorProps) {
  const { label, description, problem, value, onChange, labelling = 'above' } = props;
  const type = typeOf(value);
  const choices = SOURCES.some(({ id }) => id === type) ? SOURCES : [...SOURCES, { id: type, name: type }];
  return (
    <fieldset className={styles['group']}>
      {labelling === 'above' && <legend className={styles['legend']}>{label}</legend>}
      <div className={styles['rows']}>
        <Select
          label={`Source of ${label}`}
          labelling="inline"
          choices={choices}
          value={type}
          onChange={(to) => to !== type && onChange({ type: to, ...STARTS[to] })}
        />
        <Inner {...props} type={type} />
      </div>
      {description && <span className={styles['description']}>{description}</span>}
      {problem && <span className={styles['problem']}>{problem}</span>}
    </fieldset>
  );
}

/** The API's samples leave the type out where a member gives it away. */
function typeOf(value: Raw | undefined): string {
  if (!isObject(value)) return 'STATIC_VALUE';
  if (textAt(value, 'type') !== '') return textAt(value, 'type');
  return 'propertyName' in value ? 'OBJECT_PROPERTY' : 'STATIC_VALUE';
}

function Inner({
  type,
  value,
  onChange,
  label,
  actionId,
  objectTypeId,
  property,
}: ValueEditorProps & { readonly type: string }) {
  const set = (members: RawObject) => onChange({ ...(isObject(value) ? value : {}), type, ...members });
  switch (type) {
    case 'STATIC_VALUE':
      return (
        <StaticValue
          label={label}
          value={textAt(value, 'staticValue')}
          property={property}
          actionId={actionId}
          objectTypeId={objectTypeId}
          onChange={(staticValue) => set({ staticValue })}
        />
      );
    case 'OBJECT_PROPERTY':
      return (
        <PropertyPick
          label="Property"
          objectTypeId={objectTypeId}
          value={textAt(value, 'propertyName')}
          onChange={(propertyName) => set({ propertyName })}
        />
      );
    case 'FIELD_DATA':
      return <OutputPick value={value} actionId={actionId} onChange={set} />;
    case 'TIMESTAMP':
      return null;
    case 'RELATIVE_DATETIME':
      return (
        <TimeFromThen value={getIn(value, ['timeDelay'])} onChange={(timeDelay) => set({ timeDelay })} />
      );
    case 'INCREMENT':
      return (
        <TextField
          label="Plus"
          value={textAt(value, 'incrementAmount')}
          onChange={(text) => !Number.isNaN(Number(text)) && set({ incrementAmount: Number(text) })}
          inputMode="decimal"
        />
      );
    case 'STATIC_APPEND_VALUE':
      return (
        <StaticValue
          label={label}
          value={textAt(value, 'staticAppendValue')}
          property={property}
          actionId={actionId}
          objectTypeId={objectTypeId}
          onChange={(staticAppendValue) => set({ staticAppendValue })}
        />
      );
    default:
      return <JsonField label={label} value={value} onChange={(raw) => raw !== undefined && onChange(raw)} />;
  }
}

interface StaticValueProps {
  readonly label: string;
  readonly value: string;
  readonly property: ValueEditorProps['property'];
  readonly actionId: string;
  readonly objectTypeId: string;
  readonly onChange: (value: string) => void;
}

/** Of a property with options these are offered; of owners their names. */
function StaticValue({ label, value, property, onChange, actionId, objectTypeId }: StaticValueProps) {
  const { properties } = useProperties(property?.objectTypeId ?? '');
  const owners = useOptions('owner').options;
  const found = properties.find(({ name }) => name === property?.name);
  const options = useMemo(() => {
    if (found && /owner_id$/.test(found.name)) return owners;
    return (found?.options ?? [])
      .filter(({ hidden }) => !hidden)
      .map((option) => ({ id: option.value, name: option.label }));
  }, [found, owners]);
  if (found?.type === 'bool')
    return (
      <Pick label={label} labelling="inline" options={YES_NO} value={value} onChange={onChange} takesAny />
    );
  if (options.length > 0)
    return (
      <Pick label={label} labelling="inline" options={options} value={value} onChange={onChange} takesAny />
    );
  return (
    <div className={styles['group']}>
      <TextField
        aria-label={label}
        label="Value"
        value={value}
        onChange={onChange}
        placeholder="Leave empty to clear it"
      />
      <div className={styles['tools']}>
        <TokenMenu
          actionId={actionId}
          objectTypeId={objectTypeId}
          onChoose={(token) => onChange(value + token)}
        />
      </div>
    </div>
  );
}

const YES_NO = [
  { id: 'true', name: 'Yes' },
  { id: 'false', name: 'No' },
];

interface PropertyPickProps {
  readonly label: string;
  readonly objectTypeId: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly labelling?: 'above' | 'inline';
}

export function PropertyPick({
  label,
  objectTypeId,
  value,
  onChange,
  labelling = 'inline',
}: PropertyPickProps) {
  const { properties } = useProperties(objectTypeId);
  const options = useMemo(
    () =>
      properties
        .filter(({ hidden }) => !hidden)
        .map(({ name, label: text }) => ({ id: name, name: text, hint: name })),
    [properties],
  );
  return (
    <Pick
      label={label}
      labelling={labelling}
      options={options}
      value={value}
      onChange={onChange}
      takesAny
      placeholder="Choose a property"
    />
  );
}

interface OutputPickProps {
  readonly value: Raw | undefined;
  readonly actionId: string;
  readonly onChange: (members: RawObject) => void;
}

function OutputPick({ value, actionId, onChange }: OutputPickProps) {
  const raw = useEditorState(({ history }) => history.raw);
  const outputs = outputsBefore(raw, actionId);
  const chosen = `${textAt(value, 'actionId')} ${textAt(value, 'dataKey')}`.trim();
  return (
    <Pick
      label="Output"
      labelling="inline"
      options={outputs.map((each) => ({ id: `${each.actionId} ${each.key}`, name: each.name }))}
      value={chosen}
      onChange={(id) => {
        const [of = '', ...key] = id.split(' ');
        onChange({ actionId: of, dataKey: key.join(' ') });
      }}
      placeholder="Choose an output"
    />
  );
}

const UNITS = ['MINUTES', 'HOURS', 'DAYS', 'WEEKS', 'MONTHS', 'YEARS'].map((id) => ({
  id,
  name: id.charAt(0) + id.slice(1).toLowerCase(),
}));

interface TimeFromThenProps {
  readonly value: Raw | undefined;
  readonly onChange: (value: RawObject) => void;
}

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

export const Value: Field = ({ member, action, actionId, objectTypeId, value, onChange, problem }) => {
  const property = (member.of ?? [])
    .map((name) => textAt(action, 'fields', name))
    .find((name) => name !== '');
  return (
    <ValueEditor
      label={member.label}
      description={member.help}
      problem={problem}
      value={value}
      onChange={onChange}
      actionId={actionId}
      objectTypeId={objectTypeId}
      {...(property === undefined ? {} : { property: { objectTypeId, name: property } })}
    />
  );
};

export const TimeDelay: Field = ({ member, value, onChange, problem }) => (
  <fieldset className={styles['group']}>
    <legend className={styles['legend']}>{member.label}</legend>
    <TimeFromThen value={value} onChange={onChange} />
    <span className={styles['description']}>{member.help}</span>
    {problem && <span className={styles['problem']}>{problem}</span>}
  </fieldset>
);

const ASSIGNED = [
  { id: 'UNASSIGNED', name: 'Nobody' },
  { id: 'CUSTOM', name: 'An owner' },
];

export const OwnerAssignment: Field = ({ member, value, onChange, problem, actionId, objectTypeId }) => {
  const type = textAt(value, 'type') || 'UNASSIGNED';
  return (
    <div className={styles['group']}>
      <Select
        label={member.label}
        description={member.help}
        problem={problem}
        choices={ASSIGNED}
        value={type}
        onChange={(to) =>
          onChange(
            to === 'CUSTOM' ? { type: to, value: { type: 'STATIC_VALUE', staticValue: '' } } : { type: to },
          )
        }
      />
      {type === 'CUSTOM' && (
        <ValueEditor
          label="Owner"
          labelling="inline"
          value={getIn(value, ['value'])}
          onChange={(owner) => onChange({ type, value: owner })}
          actionId={actionId}
          objectTypeId={objectTypeId}
          property={{ objectTypeId: '0-1', name: 'hubspot_owner_id' }}
        />
      )}
    </div>
  );
};
