import { useMemo } from 'react';
import { TextField } from '../../kit/index.ts';
import { Pick, useOptions, useProperties } from '../../pickers/index.ts';
import styles from './fields.module.css';
import { TokenMenu } from './token-menu.tsx';

interface StaticValueProps {
  readonly label: string;
  readonly value: string;
  readonly property: { readonly objectTypeId: string; readonly name: string } | undefined;
  readonly actionId: string;
  readonly objectTypeId: string;
  readonly onChange: (value: string) => void;
}

/** Of a property with options these are offered; of owners their names. */
export function StaticValue({ label, value, property, onChange, actionId, objectTypeId }: StaticValueProps) {
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
