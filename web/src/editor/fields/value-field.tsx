import { getIn, isObject, type Raw, type RawObject, textAt } from '../../flow-body/index.ts';
import { Select, TextField } from '../../kit/index.ts';
import { JsonField, PropertyPick } from '../../pickers/index.ts';
import type { Field } from './field.ts';
import styles from './fields.module.css';
import { OutputPick } from './output-pick.tsx';
import { StaticValue } from './static-value.tsx';
import { TimeFromThen } from './time-fields.tsx';
import { useNamed } from './use-named.ts';

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

export const Value: Field = ({ member, actionId, objectTypeId, value, onChange, problem }) => {
  const property = useNamed({ member, actionId });
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
