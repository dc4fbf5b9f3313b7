import { z } from 'zod';
import { fieldName, label, listOf, longText, maybe, receiverUrl } from './texts.ts';

/** Input fields, and output fields, of one definition. */
const FIELDS_MAX = 200;
/** Options of one field. */
const OPTIONS_MAX = 5_000;
const DEPENDENCIES_MAX = 500;
const RULES_MAX = 200;
/** Properties that a request carries. */
const PROPERTIES_MAX = 500;
const OBJECT_TYPES_MAX = 200;
/** Functions of one definition. */
export const FUNCTIONS_MAX = 500;
/** Code of one function. */
export const FUNCTION_CHARACTERS_MAX = 100_000;

export const FUNCTION_TYPES = [
  'POST_ACTION_EXECUTION',
  'POST_FETCH_OPTIONS',
  'PRE_ACTION_EXECUTION',
  'PRE_FETCH_OPTIONS',
] as const;
export type FunctionType = (typeof FUNCTION_TYPES)[number];

const TYPES = [
  'bool',
  'currency_number',
  'date',
  'datetime',
  'enumeration',
  'json',
  'number',
  'object_coordinates',
  'phone_number',
  'string',
] as const;

const FIELD_TYPES = [
  'booleancheckbox',
  'calculation_equation',
  'calculation_read_time',
  'calculation_rollup',
  'calculation_score',
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
  'unknown',
] as const;

const VALUE_TYPES = [
  'STATIC_VALUE',
  'OBJECT_PROPERTY',
  'FIELD_DATA',
  'FETCHED_OBJECT_PROPERTY',
  'ENROLLMENT_EVENT_PROPERTY',
] as const;

/** Other members are kept: newer clients send some, such as `doubleData`. */
const option = z.looseObject({
  value: label,
  label,
  description: maybe(longText),
  displayOrder: maybe(z.int32()),
});

const typeDefinition = z.looseObject({
  name: fieldName,
  type: z.enum(TYPES),
  fieldType: maybe(z.enum(FIELD_TYPES)),
  label: maybe(label),
  description: maybe(longText),
  helpText: maybe(longText),
  options: listOf(option, OPTIONS_MAX),
  optionsUrl: maybe(receiverUrl),
  referencedObjectType: maybe(z.string().max(100)),
  externalOptions: maybe(z.boolean()),
});

const inputField = z.looseObject({
  typeDefinition,
  isRequired: z.boolean(),
  supportedValueTypes: maybe(z.array(z.enum(VALUE_TYPES)).max(VALUE_TYPES.length)),
});

const outputField = z.looseObject({ typeDefinition });

const dependentFieldNames = z.array(fieldName).min(1).max(FIELDS_MAX);

const dependency = z.discriminatedUnion('dependencyType', [
  z.object({
    dependencyType: z.literal('SINGLE_FIELD'),
    controllingFieldName: fieldName,
    dependentFieldNames,
  }),
  z.object({
    dependencyType: z.literal('CONDITIONAL_SINGLE_FIELD'),
    controllingFieldName: fieldName,
    controllingFieldValue: label,
    dependentFieldNames,
  }),
]);

const conditionValue = z.union([label, z.number(), z.boolean()]);

const executionRule = z.object({
  labelName: fieldName,
  /** By output: its value, or the values that will do. */
  conditions: z.record(fieldName, z.union([conditionValue, z.array(conditionValue).max(OPTIONS_MAX)])),
});

const labelsByName = maybe(z.record(z.string(), longText));

const labelsOfLanguage = z.object({
  actionName: label.min(1),
  actionDescription: maybe(longText),
  actionCardContent: maybe(longText),
  appDisplayName: maybe(label),
  inputFieldLabels: labelsByName,
  inputFieldDescriptions: labelsByName,
  inputFieldOptionLabels: maybe(z.record(z.string(), z.record(z.string(), longText))),
  outputFieldLabels: labelsByName,
  executionRules: labelsByName,
});

const labels = z
  .record(
    z.string().regex(/^[a-z]{2}(-[a-z]{2})?$/i, 'must be a language, such as "en" or "pt-br"'),
    labelsOfLanguage,
  )
  .refine((given) => 'en' in given, 'must have the language "en"');

const functionId = maybe(fieldName);

export const newFunction = z.object({
  functionType: z.enum(FUNCTION_TYPES),
  functionSource: z
    .string()
    .min(1)
    .max(FUNCTION_CHARACTERS_MAX)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'has characters that cannot be stored'),
  id: functionId,
});

const objectType = z.string().min(1).max(100);

/** The members that a client may change. */
const members = {
  actionUrl: receiverUrl,
  objectTypes: listOf(objectType, OBJECT_TYPES_MAX),
  published: z.boolean(),
  inputFields: listOf(inputField, FIELDS_MAX),
  labels,
  outputFields: maybe(z.array(outputField).max(FIELDS_MAX)),
  inputFieldDependencies: maybe(z.array(dependency).max(DEPENDENCIES_MAX)),
  executionRules: maybe(z.array(executionRule).max(RULES_MAX)),
  objectRequestOptions: maybe(z.object({ properties: listOf(z.string().min(1).max(100), PROPERTIES_MAX) })),
};

/** A definition as it is stored: what its client says of it, but for its functions. */
export const definitionSchema = z.object({ ...members, published: z.boolean().default(false) });
export type Definition = z.output<typeof definitionSchema>;

export const definitionCreate = definitionSchema.extend({ functions: listOf(newFunction, FUNCTIONS_MAX) });
export type DefinitionCreate = z.output<typeof definitionCreate>;

/** What is null is left as it is: SDKs of several languages send every member. An empty list empties. */
export const definitionPatch = z.object({
  ...members,
  actionUrl: maybe(receiverUrl),
  objectTypes: maybe(z.array(objectType).max(OBJECT_TYPES_MAX)),
  published: maybe(z.boolean()),
  inputFields: maybe(z.array(inputField).max(FIELDS_MAX)),
  labels: maybe(labels),
});
export type DefinitionPatch = z.output<typeof definitionPatch>;
