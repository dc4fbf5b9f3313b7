/**
 * Value objects: the sources of an action's inputs. They stand in STATIC_BRANCH, CUSTOM_CODE and WEBHOOK nodes,
 * and inside the free `fields` of other actions, which parse them with the schemas of this file.
 */
import * as z from 'zod';
import { associationSpecSchema } from './association-spec.ts';
import { type DeepReadonly, listOf } from './members.ts';
import { timeDelaySchema } from './time-delay.ts';

const plainValueSchemas = [
  /** An output of an earlier action. */
  z.object({ type: z.literal('FIELD_DATA'), actionId: z.string().min(1), dataKey: z.string() }),
  z.object({ type: z.literal('OBJECT_PROPERTY'), propertyName: z.string() }),
  /** May hold `{{ … }}` tokens; empty clears a property; dates are epoch milliseconds in digits. */
  z.object({ type: z.literal('STATIC_VALUE'), staticValue: z.string() }),
  z.object({ type: z.literal('RELATIVE_DATETIME'), timeDelay: timeDelaySchema }),
  z.object({ type: z.literal('TIMESTAMP'), timestampType: z.literal('EXECUTION_TIME') }),
  z.object({ type: z.literal('INCREMENT'), incrementAmount: z.number() }),
  z.object({ type: z.literal('FETCHED_OBJECT_PROPERTY'), propertyToken: z.string() }),
  z.object({ type: z.literal('APPEND_OBJECT_PROPERTY'), appendPropertyName: z.string() }),
  z.object({ type: z.literal('STATIC_APPEND_VALUE'), staticAppendValue: z.string() }),
  z.object({ type: z.literal('ENROLLMENT_EVENT_PROPERTY'), enrollmentEventPropertyToken: z.string() }),
  z.object({ type: z.literal('ENROLLMENT_DATASET_COLUMN'), enrollmentDatasetColumnToken: z.string() }),
  z.object({ type: z.literal('ACTION_OUTPUT_OBJECT_PROPERTY'), actionOutputPropertyToken: z.string() }),
  z.object({ type: z.literal('SINGLE_OBJECT_COORDINATES'), coordinatesToken: z.string() }),
] as const;

const listValueSchema = z.object({
  type: z.literal('LIST'),
  get values() {
    return listOf(valueSchema);
  },
});

/** The contract leaves the members of a map open: they are values, or any other JSON. */
const mapValueSchema = z.object({ type: z.literal('MAP'), values: z.record(z.string(), z.unknown()) });

const valueSchemas = [...plainValueSchemas, listValueSchema, mapValueSchema] as const;

export type PlainValue = DeepReadonly<z.infer<(typeof plainValueSchemas)[number]>>;
export type Value =
  | PlainValue
  | { readonly type: 'LIST'; readonly values: readonly Value[] }
  | { readonly type: 'MAP'; readonly values: Readonly<Record<string, unknown>> };
export type ValueType = Value['type'];

export const valueSchema: z.ZodType<Value> = z.preprocess(
  typedValue,
  z.discriminatedUnion('type', valueSchemas),
);

/** The target of an item of `associations[]`: an ordinary value, the enrolled record, or that record's own links. */
export const associationValueSchema = z.preprocess(
  typedValue,
  z.discriminatedUnion('type', [
    ...valueSchemas,
    z.object({ type: z.literal('ENROLLED_OBJECT') }),
    z.object({ type: z.literal('COPY_ASSOCIATION'), sourceSpec: associationSpecSchema }),
  ]),
);
export type AssociationValue = DeepReadonly<z.infer<typeof associationValueSchema>>;

/** A named input of custom code, or a query parameter of a webhook. */
export const inputVariableSchema = z.object({ name: z.string().min(1), value: valueSchema });
export type InputVariable = DeepReadonly<z.infer<typeof inputVariableSchema>>;

/** The API's own samples leave `type` out where a member gives the kind away. */
function typedValue(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || 'type' in input) return input;
  if ('propertyName' in input) return { type: 'OBJECT_PROPERTY', ...input };
  if ('staticValue' in input) return { type: 'STATIC_VALUE', ...input };
  return input;
}
