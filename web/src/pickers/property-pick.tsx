import { useMemo } from 'react';
import { Pick } from './pick.tsx';
import { useProperties } from './use-options.ts';

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
