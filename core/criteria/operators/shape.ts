/** The one shape that every operation type has; a file of this folder each, named in `list.ts`. */
import { z } from 'zod';
import type { PropertyType } from '../../property/index.ts';
import { bool } from '../members.ts';

/** What every operation has, whatever its type. */
export interface OperationBase {
  readonly operationType: string;
  readonly operator: string;
  /** The answer when there is no value to look at. */
  readonly includeObjectsWithNoValueSet: boolean;
}

export interface OperationKind<O extends OperationBase> {
  /** The name in the tree, then the other spellings that are read as it, in lower case. */
  readonly names: readonly [string, ...string[]];
  readonly operators: readonly string[];
  /** Types of properties that it fits. */
  readonly fits: readonly PropertyType[];
  /** Other spellings of members, to the one in the tree. */
  readonly aliases: Readonly<Record<string, string>>;
  /** What to say of an operator that is not of this type, when there is advice to give. */
  readonly advice: Readonly<Record<string, string>>;
  /** Reads the members, all but the type. */
  readonly schema: z.ZodType<OperationMembers>;
  /** Never there: carries the type of the operation for the compiler. */
  readonly operation?: O;
}

type OperationMembers = Omit<OperationBase, 'operationType'>;

interface Description<Name extends string, Operator extends string, Members extends z.ZodRawShape> {
  readonly names: readonly [Name, ...string[]];
  readonly operators: readonly [Operator, ...Operator[]];
  readonly fits: readonly PropertyType[];
  readonly members: Members;
  readonly aliases?: Readonly<Record<string, string>>;
  readonly advice?: Readonly<Record<string, string>>;
}

/** An operation as it is in the tree: its type, its operator, the answer for no value, and its members. */
export type OperationOf<Kind> = Kind extends OperationKind<infer O> ? O : never;

export function operationKind<
  const Name extends string,
  const Operator extends string,
  Members extends z.ZodRawShape,
>(
  description: Description<Name, Operator, Members>,
): OperationKind<
  OperationBase & { readonly operationType: Name; readonly operator: Operator } & Readonly<
      z.output<z.ZodObject<Members>>
    >
> {
  const { members, aliases = {}, advice = {}, ...rest } = description;
  const schema = z.object({
    operator: z.enum(description.operators),
    includeObjectsWithNoValueSet: bool.nullish().transform((flag) => flag ?? false),
    ...members,
  });
  // zod cannot compute the output of a generic shape; it is the intersection that the signature names.
  return { ...rest, aliases, advice, schema: schema as unknown as z.ZodType<OperationMembers> };
}

export const ALL_TYPES: readonly PropertyType[] = [
  'bool',
  'date',
  'datetime',
  'enumeration',
  'json',
  'number',
  'object_coordinates',
  'phone_number',
  'string',
];

/** Everything but dates, whose text is an encoding and not what a person wrote. */
export const TEXT_TYPES: readonly PropertyType[] = ALL_TYPES.filter(
  (type) => type !== 'date' && type !== 'datetime',
);
export const CHOICE_TYPES: readonly PropertyType[] = ['enumeration', 'bool', 'string', 'object_coordinates'];
export const TIME_TYPES: readonly PropertyType[] = ['date', 'datetime'];
