import { useMemo } from 'react';
import type { Property } from '../api/index.ts';
import { instantOf, LocalInput, localText, Select, TextField, useAccountZone } from '../kit/index.ts';
import { Many } from './many.tsx';
import { Pick } from './pick.tsx';
import { useOptions } from './use-options.ts';

interface PropertyFieldProps {
  /** Undefined while it is not known. */
  readonly property: Property | undefined;
  readonly name: string;
  /** As the API has it. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | undefined;
}

/** A field for one property, by its type. The server says what is wrong with a value; numbers are sent digit for digit. */
export function PropertyField({ property, name, value, onChange, problem }: PropertyFieldProps) {
  const label = property?.label ?? name;
  const field = { label, value, onChange, problem };
  switch (property?.type) {
    case 'bool':
      return <Select {...field} choices={YES_NO} />;
    case 'enumeration':
      return <Enumeration {...field} property={property} />;
    case 'date':
      return <LocalInput {...field} type="date" value={dayText(value)} />;
    case 'datetime':
      return <Moment {...field} />;
    case 'number':
      return <TextField {...field} inputMode="decimal" />;
    case 'phone_number':
      return <TextField {...field} type="tel" />;
    default:
      return <TextField {...field} {...(property?.fieldType === 'textarea' ? { rows: 4 } : {})} />;
  }
}

const YES_NO = [
  { id: '', name: '–' },
  { id: 'true', name: 'Yes' },
  { id: 'false', name: 'No' },
];

interface Field extends Omit<PropertyFieldProps, 'property' | 'name'> {
  readonly label: string;
  readonly problem: string | undefined;
}

/** More options than these are found by typing. */
const CHOICES_MAX = 12;

function Enumeration({ property, ...field }: Field & { readonly property: Property }) {
  const owners = useOptions('owner').options;
  const isOwner = /owner_id$/.test(property.name);
  const options = useMemo(
    () =>
      isOwner
        ? owners
        : property.options
            .filter(({ hidden }) => !hidden)
            .map(({ value: id, label: name }) => ({ id, name })),
    [property, owners, isOwner],
  );
  const { value, onChange } = field;
  if (property.fieldType === 'checkbox')
    return (
      <Many
        {...field}
        options={options}
        values={value.split(';').filter((each) => each !== '')}
        onChange={(values) => onChange(values.join(';'))}
        takesAny={property.externalOptions}
      />
    );
  if (options.length === 0) return <TextField {...field} />;
  if (isOwner || options.length > CHOICES_MAX)
    return <Pick {...field} options={options} takesAny placeholder="Nothing chosen" />;
  // A value that is no option (any more) is shown as what it is.
  const isOdd = value !== '' && !options.some(({ id }) => id === value);
  return (
    <Select
      {...field}
      choices={[{ id: '', name: '–' }, ...options, ...(isOdd ? [{ id: value, name: value }] : [])]}
    />
  );
}

/** A day as the browser's field has it; days come as dates, and some as the milliseconds of their midnight. */
function dayText(value: string): string {
  if (/^\d{4}-\d\d-\d\d/.test(value)) return value.slice(0, 10);
  const at = Number(value);
  return value !== '' && Number.isFinite(at) ? new Date(at).toISOString().slice(0, 10) : '';
}

/** An instant on the clock of the account. What is not touched is sent as it came, seconds included. */
function Moment({ label, value, onChange, problem }: Field) {
  const zone = useAccountZone();
  const at = /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  const isKnown = value !== '' && !Number.isNaN(at);
  return (
    <LocalInput
      label={`${label} (${zone})`}
      type="datetime-local"
      value={isKnown ? localText(at, zone) : ''}
      problem={problem}
      onChange={(text) => {
        const to = instantOf(text, zone);
        if (text === '') onChange('');
        else if (to !== undefined) onChange(new Date(to).toISOString());
      }}
    />
  );
}
