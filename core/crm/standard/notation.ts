import type { PropertyDefinition, PropertyOption, PropertyType } from '../../property/index.ts';

export interface StandardGroup {
  readonly name: string;
  readonly label: string;
  readonly displayOrder: number;
}

export interface StandardTable {
  readonly groups: readonly StandardGroup[];
  readonly properties: readonly PropertyDefinition[];
}

/** The meaning of a kind: the type of the value and its form field. */
const KINDS: Readonly<Record<string, readonly [PropertyType, string]>> = {
  text: ['string', 'text'],
  textarea: ['string', 'textarea'],
  html: ['string', 'html'],
  phone: ['string', 'phonenumber'],
  number: ['number', 'number'],
  date: ['date', 'date'],
  datetime: ['datetime', 'date'],
  bool: ['bool', 'booleancheckbox'],
  select: ['enumeration', 'select'],
  radio: ['enumeration', 'radio'],
  checkbox: ['enumeration', 'checkbox'],
  /** A choice whose options live elsewhere: owners, teams, pipelines, stages. */
  external: ['enumeration', 'select'],
};

/**
 * Reads a table of standard properties, so that the catalogue stays a readable page:
 *
 *     [contactinformation] Contact information        a group; the properties below belong to it
 *     email  | Email  | text  | unique form            name | label | kind | flags | options
 *     rating | Rating | radio |             | HOT=Hot; COLD=Cold
 *
 * Flags: readonly, calculated (implies readonly), unique, hidden, form, currency. An option is `value=Label` or just its value.
 */
export function propertyTable(text: string): StandardTable {
  const groups: StandardGroup[] = [];
  const properties: PropertyDefinition[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const group = /^\[(\w+)\] (.+)$/.exec(trimmed);
    if (group) groups.push({ name: group[1]!, label: group[2]!, displayOrder: groups.length });
    else properties.push(propertyLine(trimmed, groups.at(-1)?.name ?? '', properties.length));
  }
  return { groups, properties };
}

/** The members of a definition that the notation leaves out. */
export const PLAIN_PROPERTY = {
  description: '',
  options: [],
  hasUniqueValue: false,
  dataSensitivity: 'non_sensitive',
  readOnlyValue: false,
  hubspotDefined: false,
  externalOptions: false,
  displayOrder: -1,
  hidden: false,
  formField: false,
  calculated: false,
  archived: false,
} as const satisfies Partial<PropertyDefinition>;

/** true and false, the options of every yes-or-no property. */
export const BOOL_OPTIONS: readonly PropertyOption[] = [
  { label: 'True', value: 'true', displayOrder: 0, hidden: false },
  { label: 'False', value: 'false', displayOrder: 1, hidden: false },
];

/** "line_item" as a label: "Line item". */
export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
}

function propertyLine(line: string, groupName: string, displayOrder: number): PropertyDefinition {
  const [name = '', label = '', kind = '', flags = '', options = ''] = line
    .split('|')
    .map((cell) => cell.trim());
  const found = KINDS[kind];
  if (!found || groupName === '') throw new Error(`The catalogue's line cannot be read: ${line}`);
  const flagged = new Set(flags.split(' '));
  const calculated = flagged.has('calculated');
  return {
    ...PLAIN_PROPERTY,
    name,
    label,
    type: found[0],
    fieldType: found[1],
    groupName,
    displayOrder,
    options: kind === 'bool' ? BOOL_OPTIONS : optionList(options),
    hasUniqueValue: flagged.has('unique'),
    readOnlyValue: calculated || flagged.has('readonly'),
    hubspotDefined: true,
    externalOptions: kind === 'external',
    hidden: flagged.has('hidden'),
    formField: flagged.has('form'),
    calculated,
    ...(flagged.has('currency') ? { showCurrencySymbol: true } : {}),
  };
}

function optionList(text: string): PropertyOption[] {
  if (text === '') return [];
  return text.split(';').map((entry, displayOrder) => {
    const [value = '', label] = entry.split('=').map((part) => part.trim());
    return { label: label ?? value, value, displayOrder, hidden: false };
  });
}
