import type { Property } from '../api/index.ts';
import { TextField } from './field.tsx';
import { Select } from './select.tsx';

interface PropertyFieldProps {
  /** Undefined while it is not known. */
  readonly property: Property | undefined;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | undefined;
}

const INPUT_TYPES = { date: 'date', number: 'text', phone_number: 'tel' } as const;

/** A field for one property, by its type. The server says what is wrong with a value. */
export function PropertyField({ property, name, value, onChange, problem }: PropertyFieldProps) {
  const label = property?.label ?? name;
  if (property?.type === 'enumeration' && property.options.length > 0 && property.fieldType !== 'checkbox')
    return (
      <Select
        label={label}
        choices={[
          { id: '', name: '–' },
          ...property.options
            .filter(({ hidden }) => !hidden)
            .map(({ value: id, label: said }) => ({ id, name: said })),
        ]}
        value={value}
        onChange={onChange}
        problem={problem}
      />
    );
  if (property?.type === 'bool')
    return (
      <Select
        label={label}
        choices={[
          { id: '', name: '–' },
          { id: 'true', name: 'Yes' },
          { id: 'false', name: 'No' },
        ]}
        value={value}
        onChange={onChange}
        problem={problem}
      />
    );
  const type = INPUT_TYPES[property?.type as keyof typeof INPUT_TYPES] ?? 'text';
  return (
    <TextField
      label={label}
      type={type}
      value={value}
      onChange={onChange}
      problem={problem}
      {...(property?.fieldType === 'textarea' ? { rows: 4 } : {})}
    />
  );
}
