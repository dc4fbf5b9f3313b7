import * as z from 'zod';
import { unifiedEventsBranchSchema } from '../../criteria/index.ts';
import { isAddress } from '../../property/index.ts';
import type { FieldKind, Told } from '../catalogue/index.ts';
import {
  associationSpecSchema,
  associationValueSchema,
  dayOfWeekSchema,
  timeDelaySchema,
  timeOfDaySchema,
  valueSchema,
} from '../definition/index.ts';

/** A member of an action's `fields`. */
export interface Field<S extends z.ZodType = z.ZodType> extends Told {
  readonly kind: FieldKind;
  /** Reads the member; null stands for none, as everywhere in a flow. */
  readonly schema: S;
}

/** The members of an action's `fields`, by name. */
export type FieldTable = Readonly<Record<string, Field>>;
type Shape<T extends FieldTable> = { [Name in keyof T]: T[Name]['schema'] };
export type FieldsSchema<T extends FieldTable> = z.ZodObject<Shape<T>>;
/** The parsed values of a table of fields. */
export type Given<T extends FieldTable> = z.output<FieldsSchema<T>>;

export function schemaOf<T extends FieldTable>(table: T): FieldsSchema<T> {
  return z.object(
    Object.fromEntries(Object.entries(table).map(([name, { schema }]) => [name, schema])) as Shape<T>,
  );
}

function field<S extends z.ZodType>(
  kind: FieldKind,
  label: string,
  schema: S,
  more: Partial<Pick<Told, 'isRequired' | 'choices' | 'default'>> = {},
): Field<S> {
  return { kind, label, schema, isRequired: !schema.safeParse(undefined).success, ...more };
}

/** The same field, optional. */
export function optional<S extends z.ZodType>(of: Field<S>): Field<z.ZodOptional<S>> {
  return { ...of, schema: of.schema.optional(), isRequired: false };
}

/** The same field, with a default. */
export function withDefault<S extends z.ZodType>(of: Field<S>, value: z.core.util.NoUndefined<z.output<S>>) {
  return { ...of, schema: of.schema.default(value), isRequired: false, default: value };
}

/** The same field, with what a form says of it: a sentence, and what it belongs to. */
export function said<F extends Field>(of: F, help: string, more: Pick<Told, 'goesWith' | 'of'> = {}): F {
  return { ...of, help, ...more };
}

/** A property by its name: of the enrolled record, or of the records behind the field `association`. */
export const propertyName = (label: string) => field('property', label, z.string().min(1));

/** A property with its object type before it: `0-2/domain`. */
export const matchedProperty = (label: string) => field('matchedProperty', label, z.string().min(1));

/** A property that is read: of the records of the field `target_object`, or of the enrolled one. */
export const propertyOfOther = (label: string) => field('propertyOfOther', label, z.string().min(1));

/** A value object. */
export const value = (label: string) => field('value', label, valueSchema);

/** An association type; an empty one means none. */
export const association = (label: string) =>
  field(
    'association',
    label,
    z.preprocess((given) => (isEmptyObject(given) ? undefined : given), associationSpecSchema.optional()),
  );

function isEmptyObject(given: unknown): boolean {
  return (
    typeof given === 'object' && given !== null && !Array.isArray(given) && Object.keys(given).length === 0
  );
}

/** The type of a labelled association. */
export const associationLabel = (label: string) => field('association', label, associationSpecSchema);

/** Properties of a new record, each with its value. */
export const newProperties = (label: string) =>
  field(
    'properties',
    label,
    z.array(z.object({ targetProperty: z.string().min(1), value: valueSchema })).default([]),
    { isRequired: true },
  );

/** Records to link a new record to. */
export const newAssociations = (label: string) =>
  field(
    'associations',
    label,
    z.array(z.object({ target: associationSpecSchema, value: associationValueSchema })).default([]),
  );

export const objectType = (label: string) => field('objectType', label, z.string().min(1));

/** A text in which tokens may stand. A number stands for its digits. */
export const text = (label: string) =>
  field(
    'text',
    label,
    z.union([z.string(), z.number()]).transform(String).pipe(z.string().regex(/\S/, 'must not be empty')),
  );

/** HTML in which tokens may stand; their values are escaped. */
export const html = (label: string) => field('html', label, z.string());

/** A boolean, as text or not. */
export const flag = (label: string) =>
  field(
    'flag',
    label,
    z
      .union([z.boolean(), z.enum(['true', 'false'])])
      .default('false')
      .transform((given) => String(given) === 'true'),
    { choices: ['true', 'false'], default: 'false' },
  );

export const choice = <const Texts extends readonly [string, ...string[]]>(
  label: string,
  texts: Texts,
  offered: readonly Texts[number][] = texts,
) => field('choice', label, z.enum(texts), { choices: offered });

/** The largest whole number; keeps ends of delays inside the calendar. */
const WHOLE_NUMBER_MAX = 1_000_000_000;

/** A whole number, as text or not. The empty text is none: as 0 it would skip a wait. */
export const wholeNumber = (label: string) =>
  field(
    'wholeNumber',
    label,
    z
      .union([z.string(), z.number()])
      .refine((given) => /^-?\d{1,10}$/.test(String(given).trim()), 'must be a whole number such as "30"')
      .transform(Number)
      .pipe(z.int().min(-WHOLE_NUMBER_MAX).max(WHOLE_NUMBER_MAX)),
  );

export const daysOfWeek = (label: string) =>
  field('daysOfWeek', label, z.array(dayOfWeekSchema).max(7).default([]));

export const timeOfDay = (label: string) => field('timeOfDay', label, timeOfDaySchema);

/** A time from now, and the days of the week on which it may be. */
export const timeDelay = (label: string) => field('timeDelay', label, timeDelaySchema);

/** The owner of a new record: a value that gives the id, or nobody. */
export const ownerAssignment = (label: string) =>
  field(
    'ownerAssignment',
    label,
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('CUSTOM'), value: valueSchema }),
      z.object({ type: z.literal('UNASSIGNED') }),
    ]),
  );

const ID = /^\d{1,18}$/;

/** Ids that one action names at most. */
const IDS_MAX = 500;

const ids = (what: string) =>
  z
    .array(
      z
        .union([z.string(), z.number()])
        .transform(String)
        .pipe(z.string().regex(ID, `must be the id of a ${what}`)),
    )
    .max(IDS_MAX)
    .default([]);

export const users = (label: string) => field('users', label, ids('user'));
export const teams = (label: string) => field('teams', label, ids('team'));

/** Mail addresses. A malformed one is named by its place. */
export const addresses = (label: string) =>
  field(
    'addresses',
    label,
    z
      .array(z.string().trim().refine(isAddress, 'must be an email address such as "ada@example.com"'))
      .min(1)
      .max(IDS_MAX),
  );

/** Properties of the enrolled record whose values are owners. */
export const ownerProperties = (label: string) =>
  field('ownerProperties', label, z.array(z.string().min(1)).max(IDS_MAX).default([]));

export const list = (label: string) =>
  field(
    'list',
    label,
    z
      .union([z.string(), z.number()])
      .transform(String)
      .pipe(z.string().regex(ID, 'must be the id of a list')),
  );

export const email = (label: string) =>
  field('email', label, z.coerce.string().regex(ID, 'must be the id of a marketing email'));

/** A subscription type. */
export const subscription = (label: string) =>
  field(
    'subscription',
    label,
    z
      .union([z.string(), z.number()])
      .transform(String)
      .pipe(z.string().regex(ID, 'must be the id of a subscription type')),
  );

/** A flow. */
export const flow = (label: string) =>
  field(
    'flow',
    label,
    z
      .union([z.string(), z.number()])
      .transform(String)
      .pipe(z.string().regex(ID, 'must be the id of a flow')),
  );

/** An earlier action of the flow. */
export const earlierAction = (label: string) =>
  field(
    'action',
    label,
    z
      .union([z.string(), z.number()])
      .transform(String)
      .pipe(z.string().min(1, 'must be the id of an action').max(ACTION_ID_CHARACTERS_MAX)),
  );

/** Characters of the id of an action. */
const ACTION_ID_CHARACTERS_MAX = 100;

/** Branches that one action looks at. */
const EVENT_BRANCHES_MAX = 60;

/** Events of a record, each with filters on its properties. */
export const events = (label: string) =>
  field('events', label, z.array(unifiedEventsBranchSchema).max(EVENT_BRANCHES_MAX).default([]));

/** A record; only the enrolled one is possible. */
export const enrolledRecord = (label: string) =>
  field(
    'record',
    label,
    z
      .string()
      .regex(/^\{\{\s*enrolled_object\s*\}\}$/, 'must be "{{ enrolled_object }}"')
      .optional(),
    { isRequired: true },
  );
