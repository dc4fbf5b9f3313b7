import { z } from 'zod';

const NAME_CHARACTERS_MAX = 200;
/** Options of one field; a property has no more. */
const OPTIONS_MAX = 5_000;

const text = z.string().nullish();

/** Members of every kind of field. A label left out is that of the property. */
const common = {
  objectTypeId: z.string().default('0-1'),
  name: z.string().min(1).max(NAME_CHARACTERS_MAX),
  label: z.string().optional(),
  description: text,
  placeholder: text,
  required: z.boolean().default(false),
  hidden: z.boolean().default(false),
};

const single = { ...common, defaultValue: text };

const option = z.strictObject({
  label: z.string(),
  value: z.string(),
  description: text,
  displayOrder: z.int().default(-1),
});

/** Options left out are those of the property. */
const choice = {
  ...common,
  defaultValues: z.array(z.string()).default([]),
  options: z.array(option).max(OPTIONS_MAX).optional(),
};

const digits = (least: number, most: number) =>
  z.strictObject({
    minAllowedDigits: z.int().min(0).default(least),
    maxAllowedDigits: z.int().min(0).default(most),
  });

const PHONE_DIGITS = { minAllowedDigits: 7, maxAllowedDigits: 20 };

const dependentCondition = z.strictObject({
  operator: z.enum([
    'between',
    'contains',
    'doesnt_contain',
    'eq',
    'gt',
    'gte',
    'is_not_empty',
    'lt',
    'lte',
    'neq',
    'not_between',
    'set_all',
    'set_any',
    'set_eq',
    'set_neq',
    'set_not_all',
    'set_not_any',
    'str_ends_with',
    'str_starts_with',
    'within_time',
    'within_time_reverse',
  ]),
  value: z.string().default(''),
  values: z.array(z.string()).default([]),
  rangeStart: z.string().default(''),
  rangeEnd: z.string().default(''),
});

/** Looked into by `readDependents`: a schema that contains itself would follow a body as deep as it goes. */
const dependentFields = z
  .array(z.strictObject({ dependentCondition, dependentField: z.looseObject({}) }))
  .default([]);

function kind<Type extends string, Shape extends z.ZodRawShape>(fieldType: Type, shape: Shape) {
  return z.strictObject({ fieldType: z.literal(fieldType), ...shape, dependentFields });
}

/** A field as it is written, checked by its `fieldType`; members left out have their defaults. */
export const fieldSchema = z.discriminatedUnion('fieldType', [
  kind('email', {
    ...single,
    validation: z
      .strictObject({
        blockedEmailDomains: z.array(z.string()).default([]),
        useDefaultBlockList: z.boolean().default(false),
      })
      .default({ blockedEmailDomains: [], useDefaultBlockList: false }),
  }),
  kind('phone', {
    ...single,
    useCountryCodeSelect: z.boolean().default(false),
    validation: digits(7, 20).default(PHONE_DIGITS),
  }),
  kind('mobile_phone', { ...single, validation: digits(7, 20).default(PHONE_DIGITS) }),
  kind('single_line_text', single),
  kind('multi_line_text', single),
  kind('number', { ...single, validation: digits(0, 15).optional() }),
  kind('single_checkbox', single),
  kind('datepicker', single),
  kind('file', { ...single, allowMultipleFiles: z.boolean().default(false) }),
  kind('multiple_checkboxes', choice),
  kind('dropdown', choice),
  kind('radio', choice),
  kind('payment_link_radio', choice),
]);

/** Members of every kind of field, and those that some kinds have. `Dependent` is what depends on it. */
interface Field<Dependent> extends Omit<z.output<typeof fieldSchema>, 'dependentFields'> {
  readonly options?: readonly z.output<typeof option>[] | undefined;
  readonly validation?: FieldValidation | undefined;
  readonly dependentFields: readonly {
    readonly dependentCondition: z.output<typeof dependentCondition>;
    readonly dependentField: Dependent;
  }[];
}

/** A field whose dependent fields have not been looked into. */
export type WrittenField = Field<object>;

/** A field of a form. Those that depend on it are fields too. */
export interface FormField extends Field<FormField> {}

/** Rules that a kind of field adds to those of its property; members of other kinds are absent. */
export interface FieldValidation {
  readonly blockedEmailDomains?: readonly string[];
  readonly minAllowedDigits?: number;
  readonly maxAllowedDigits?: number;
}
