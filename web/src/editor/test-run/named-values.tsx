import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../../kit/index.ts';
import { PropertyField, PropertyPick, useProperties } from '../../pickers/index.ts';
import type { NamedValue } from '../state/index.ts';
import { Rows } from './rows.tsx';
import styles from './test-run.module.css';
import { withItem } from './use-request.ts';

interface PropertyValueProps {
  readonly objectTypeId: string;
  readonly value: NamedValue;
  readonly onChange: (change: Partial<NamedValue>) => void;
  readonly problem: string | undefined;
}

/** A property, and a value of its type. */
export function PropertyValue({
  objectTypeId,
  value: { name, value },
  onChange,
  problem,
}: PropertyValueProps) {
  const { properties } = useProperties(objectTypeId);
  const property = properties.find((each) => each.name === name);
  return (
    <>
      <PropertyPick
        label="Property"
        objectTypeId={objectTypeId}
        value={name}
        onChange={(to) => onChange({ name: to, value: '' })}
      />
      {name !== '' && (
        <PropertyField
          property={property && { ...property, label: 'Value' }}
          name="Value"
          value={value}
          onChange={(to) => onChange({ value: to })}
          problem={problem}
        />
      )}
    </>
  );
}

interface NamedValuesProps {
  readonly objectTypeId: string;
  readonly values: readonly NamedValue[];
  readonly onChange: (values: readonly NamedValue[]) => void;
  /** Properties that are worth a value: what the flow reads. */
  readonly suggested?: readonly string[];
  readonly problemOf: (name: string) => string | undefined;
}

/** Properties of a record that is made up; those that the flow reads are a press away. */
export function NamedValues({ objectTypeId, values, onChange, suggested = [], problemOf }: NamedValuesProps) {
  const { properties } = useProperties(objectTypeId);
  const offered = useMemo(
    () =>
      suggested.flatMap((name) => {
        const property = properties.find((each) => each.name === name);
        return property && !values.some((each) => each.name === name) ? [property] : [];
      }),
    [suggested, properties, values],
  );
  return (
    <>
      <Rows
        label="Property"
        items={values}
        onChange={onChange}
        add="Another property"
        blank={{ name: '', value: '' }}
      >
        {(value, index) => (
          <PropertyValue
            objectTypeId={objectTypeId}
            value={value}
            onChange={(change) => onChange(withItem(values, index, change))}
            problem={problemOf(value.name)}
          />
        )}
      </Rows>
      {offered.length > 0 && (
        <div className={styles['offered']}>
          <span className={styles['quiet']}>The flow reads</span>
          {offered.map(({ name, label }) => (
            <Button
              key={name}
              kind="quiet"
              icon={Plus}
              onPress={() => onChange([...values, { name, value: '' }])}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
