import type { Answer, Given } from '@millrace/client';
import { said } from './said.ts';

type Answered = Answer<'GET /crm/v3/properties/{objectType}'>['results'][number];

/** A property as the source tells it; the original says more of some than a Millrace does. */
export type Property = Answered & {
  readonly calculationFormula?: string;
  readonly currencyPropertyName?: string;
  readonly numberDisplayHint?: string;
  readonly textDisplayHint?: string;
  readonly showCurrencySymbol?: boolean;
  readonly referencedObjectType?: string;
};

/** What is given when a property is made; what a server answers of it beside that is its own. */
const MEMBERS = [
  'name',
  'label',
  'type',
  'fieldType',
  'groupName',
  'description',
  'displayOrder',
  'hidden',
  'formField',
  'hasUniqueValue',
  'dataSensitivity',
  'externalOptions',
  'calculationFormula',
  'currencyPropertyName',
  'numberDisplayHint',
  'textDisplayHint',
  'showCurrencySymbol',
  'referencedObjectType',
] as const satisfies readonly (keyof Property)[];

/** What makes a property. */
export type PropertyBody = Given<'POST /crm/v3/properties/{objectType}'>['body'];

/** The body that makes the same property elsewhere. A value that the target does not know is its to refuse, by name. */
export function definitionFor(property: Property): PropertyBody {
  const definition: Record<string, unknown> = Object.fromEntries(
    MEMBERS.flatMap((member) => (given(property[member]) ? [[member, property[member]]] : [])),
  );
  if ((property.options?.length ?? 0) > 0 && property.externalOptions !== true)
    definition['options'] = property.options.map(({ label, value, displayOrder, hidden, description }) => ({
      label,
      value,
      ...(given(displayOrder) ? { displayOrder } : {}),
      hidden: hidden ?? false,
      ...(given(description) ? { description } : {}),
    }));
  return definition as PropertyBody;
}

/** In what a property that is there differs, as far as values depend on it. */
export function propertyDifferences(source: Property, target: Property): readonly string[] {
  const missing = source.options
    ?.map(({ value }) => value)
    .filter((value) => !target.options?.some((option) => option.value === value));
  return [
    ...(source.type === target.type ? [] : [`it is of the type ${source.type}, here of ${target.type}`]),
    ...(source.hasUniqueValue === true && target.hasUniqueValue !== true
      ? ['its values are unique, here not']
      : []),
    ...(missing && missing.length > 0 && target.externalOptions !== true
      ? [`of its options ${said(missing.map((value) => JSON.stringify(value)))} are not here`]
      : []),
  ];
}

/** Whether a client may write values. */
export function isWritable(property: Property): boolean {
  return property.calculated !== true && property.modificationMetadata?.readOnlyValue !== true;
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
