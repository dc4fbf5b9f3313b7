import type { FieldKind, MemberEntry } from '@millrace/core/catalogue';
import type { PropertyType } from '@millrace/core/property';

type InputType = PropertyType | 'currency_number';

interface Described {
  readonly name: string;
  readonly type: InputType;
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

/** The type of value that a form puts there: a text, a number, one of a few, or one of what a listing of this server answers. */
const TYPES: Readonly<Record<FieldKind, InputType>> = {
  action: 'string',
  addresses: 'json',
  association: 'json',
  associations: 'json',
  choice: 'enumeration',
  daysOfWeek: 'json',
  email: 'enumeration',
  events: 'json',
  flag: 'enumeration',
  flow: 'enumeration',
  html: 'string',
  list: 'enumeration',
  matchedProperty: 'string',
  objectType: 'string',
  ownerAssignment: 'json',
  ownerProperties: 'json',
  properties: 'json',
  property: 'string',
  propertyOfOther: 'string',
  record: 'object_coordinates',
  subscription: 'enumeration',
  teams: 'enumeration',
  text: 'string',
  timeDelay: 'json',
  timeOfDay: 'json',
  users: 'enumeration',
  value: 'json',
  wholeNumber: 'number',
};

const LISTINGS: Readonly<Partial<Record<FieldKind, string>>> = {
  email: '/marketing/v3/emails',
  flow: '/automation/v4/flows',
  list: '/crm/v3/lists',
  subscription: '/communication-preferences/v4/definitions',
  teams: '/settings/v3/users/teams',
  users: '/settings/v3/users',
};

export function inputField({ name, kind, label, isRequired, options }: MemberEntry): InputField {
  const described = { name, label, type: TYPES[kind as FieldKind], isRequired };
  if (options)
    return {
      ...described,
      fieldDefinitionType: 'ENUM',
      options: options.map(option),
    };
  const optionsUrl = LISTINGS[kind as FieldKind];
  return optionsUrl === undefined
    ? { ...described, fieldDefinitionType: 'SIMPLE' }
    : { ...described, fieldDefinitionType: 'EXTERNAL_ENUM', optionsUrl };
}

/** An option with what is said of it; its label is by default its value. */
export function option(
  { value, label = value, description = '' }: Pick<Option, 'value'> & Partial<Option>,
  displayOrder: number,
): Option {
  return {
    value,
    label,
    description,
    displayOrder,
    doubleData: 0,
    hidden: false,
    readOnly: false,
  };
}
