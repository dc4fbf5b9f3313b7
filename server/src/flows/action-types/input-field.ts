import type { PropertyType } from '@millrace/core/property';

interface Described {
  readonly name: string;
  readonly type: PropertyType | 'currency_number';
  readonly isRequired: boolean;
  readonly label: string;
}

/** An option of a field, with every member that the contract has. */
interface Option {
  readonly value: string;
  readonly label: string;
  readonly description: string;
  readonly displayOrder: number;
  readonly doubleData: number;
  readonly hidden: boolean;
  readonly readOnly: boolean;
}

/** An input of an action, as an editor shows it. */
export type InputField =
  | (Described & { readonly fieldDefinitionType: 'SIMPLE' })
  | (Described & { readonly fieldDefinitionType: 'ENUM'; readonly options: readonly Option[] })
  | (Described & { readonly fieldDefinitionType: 'EXTERNAL_ENUM'; readonly optionsUrl: string });

type Presence = 'required' | 'optional';

export function field(name: string, label: string, type: InputField['type'], presence: Presence): InputField {
  return { name, label, type, isRequired: presence === 'required', fieldDefinitionType: 'SIMPLE' };
}

/** One of a few texts. */
export function choice(
  name: string,
  label: string,
  values: readonly string[],
  presence: Presence,
): InputField {
  const options = values.map((value, displayOrder) => ({
    value,
    label: value,
    description: '',
    displayOrder,
    doubleData: 0,
    hidden: false,
    readOnly: false,
  }));
  const isRequired = presence === 'required';
  return { name, label, type: 'enumeration', isRequired, fieldDefinitionType: 'ENUM', options };
}

/** One of what a listing of this server answers. */
export function chosenFrom(optionsUrl: string, name: string, label: string, presence: Presence): InputField {
  const isRequired = presence === 'required';
  return { name, label, type: 'enumeration', isRequired, fieldDefinitionType: 'EXTERNAL_ENUM', optionsUrl };
}
