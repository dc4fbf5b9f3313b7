import { type Raw, type RawObject, textAt } from '../../flow-body/index.ts';
import type { FieldProps } from '../../kit/index.ts';
import { Pick, useAllAssociations } from '../../pickers/index.ts';

interface AssociationPickProps extends FieldProps {
  /** The type of the records that it leads away from. */
  readonly from: string;
  /** `{ associationCategory, associationTypeId }`. */
  readonly value: Raw | undefined;
  readonly onChange: (value: RawObject | undefined) => void;
  readonly labelling?: 'above' | 'inline';
  readonly isRequired?: boolean;
}

/** An association by its label and where it leads. */
export function AssociationPick({ from, value, onChange, ...rest }: AssociationPickProps) {
  const options = useAllAssociations(from);
  const category = textAt(value, 'associationCategory');
  const id = category === '' ? '' : `${category} ${textAt(value, 'associationTypeId')}`;
  return (
    <Pick
      {...rest}
      options={options}
      value={id}
      onChange={(chosen) => {
        const [associationCategory = '', typeId] = chosen.split(' ');
        if (chosen !== id)
          onChange(
            typeId === undefined ? undefined : { associationCategory, associationTypeId: Number(typeId) },
          );
      }}
      placeholder="Choose an association"
    />
  );
}
