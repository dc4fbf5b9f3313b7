import {
  INTERNAL_NAME,
  INTERNAL_NAME_CHARACTERS_MAX,
  type PropertyDefinition,
  type PropertyType,
  RESERVED_NAME,
} from '@millrace/core/property';
import { z } from 'zod';

/** Options of one property. */
const OPTIONS_MAX = 5_000;
const LABEL_CHARACTERS_MAX = 250;
const TEXT_CHARACTERS_MAX = 5_000;

/** What goes into a definition must be text that the database can keep. */
export function text(most: number) {
  return z
    .string()
    .max(most)
    .refine((value) => !value.includes('\0') && value.isWellFormed(), 'has characters that cannot be stored');
}

export const label = text(LABEL_CHARACTERS_MAX).min(1);

export const internalName = z
  .string()
  .max(INTERNAL_NAME_CHARACTERS_MAX)
  .regex(INTERNAL_NAME, 'must begin with a letter and have only lower-case letters, digits and underscores')
  .refine((name) => name !== RESERVED_NAME, 'is reserved');

/** Field types that show a type of value. */
const FIELD_TYPES: Readonly<Record<string, readonly string[]>> = {
  bool: ['booleancheckbox', 'calculation_equation'],
  date: ['date'],
  datetime: ['date'],
  enumeration: ['booleancheckbox', 'checkbox', 'radio', 'select', 'calculation_equation'],
  number: ['number', 'calculation_equation'],
  phone_number: ['phonenumber'],
  string: ['file', 'html', 'phonenumber', 'text', 'textarea', 'calculation_equation'],
};

const type = z.enum(['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string']);
const fieldType = z.enum([
  'booleancheckbox',
  'calculation_equation',
  'checkbox',
  'date',
  'file',
  'html',
  'number',
  'phonenumber',
  'radio',
  'select',
  'text',
  'textarea',
]);

export const option = z.object({
  label,
  value: text(LABEL_CHARACTERS_MAX)
    .min(1)
    .refine(
      (value) => !value.includes(';'),
      'must not have a ";", which stands between the values of a record',
    ),
  displayOrder: z.int32().default(-1),
  hidden: z.boolean().default(false),
  description: text(TEXT_CHARACTERS_MAX).optional(),
});

/** The members that may be changed later. */
const alterable = {
  label,
  type,
  fieldType,
  groupName: z.string(),
  description: text(TEXT_CHARACTERS_MAX),
  options: z.array(option).max(OPTIONS_MAX),
  displayOrder: z.int32(),
  hidden: z.boolean(),
  formField: z.boolean(),
  calculationFormula: text(TEXT_CHARACTERS_MAX),
  currencyPropertyName: text(INTERNAL_NAME_CHARACTERS_MAX),
  numberDisplayHint: z.enum([
    'currency',
    'duration',
    'formatted',
    'percentage',
    'probability',
    'unformatted',
  ]),
  showCurrencySymbol: z.boolean(),
  textDisplayHint: z.enum([
    'domain_name',
    'email',
    'ip_address',
    'multi_line',
    'phone_number',
    'physical_address',
    'postal_code',
    'unformatted_single_line',
  ]),
};

export const propertyUpdate = z.object(alterable).partial();
export type PropertyUpdate = z.output<typeof propertyUpdate>;

export const propertyCreate = z.object({
  ...propertyUpdate.shape,
  name: internalName,
  label,
  type,
  fieldType,
  groupName: z.string(),
  hasUniqueValue: z.boolean().optional(),
  dataSensitivity: z.enum(['non_sensitive', 'sensitive', 'highly_sensitive']).optional(),
  externalOptions: z.boolean().optional(),
  referencedObjectType: text(INTERNAL_NAME_CHARACTERS_MAX).optional(),
});
export type PropertyCreate = z.output<typeof propertyCreate>;

/** Whether a field of this type can show values of that type. */
export function fits(field: string, value: PropertyType): boolean {
  return FIELD_TYPES[value]?.includes(field) ?? true;
}

/** Values of these types may be kept unique. */
export function canBeUnique(definition: Pick<PropertyDefinition, 'type'>): boolean {
  return definition.type === 'string' || definition.type === 'number' || definition.type === 'phone_number';
}
