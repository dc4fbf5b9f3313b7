/** The one shape that every operation type has; a file of this folder each, named in `list.ts`. */
import * as z from 'zod';
import type { PropertyType } from '../../property/index.ts';
import type { Fault, Leaf, Site } from '../leaf.ts';
import { bool } from '../members.ts';
import type { SayOperation } from '../wording.ts';

/** The members of every operation. */
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
  /** Fitting types of properties. */
  readonly fits: readonly PropertyType[];
  /** Other spellings of members, to the one in the tree. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Advice on operators of other types, if any. */
  readonly advice: Readonly<Record<string, string>>;
  /** Reads the members, all but the type. */
  readonly schema: z.ZodType<OperationMembers>;
  compile(operation: O, site: Site): Leaf | Fault;
  /** Its sentence. */
  readonly say: SayOperation;
  /** Its meaning, by example: every case runs through both back ends and is shown in the documentation. */
  readonly cases: readonly Case[];
}

/** The answer to one operation on one property of a record. Instants are ISO 8601; `other` is a property beside it. */
export interface Case {
  readonly says: string;
  readonly type: PropertyType;
  /** Canonical, by type; null for no value. */
  readonly value: string | null;
  /** The operation as it comes over the wire, but for its type. */
  readonly operation: Readonly<Record<string, unknown>>;
  readonly met: boolean;
  /** How it is said of a property labelled `Value`, beside one labelled `Other`. */
  readonly sentence?: string;
  readonly other?: { readonly type: PropertyType; readonly value: string | null };
  /** Its values so far, newest first, the present one included. */
  readonly history?: readonly { readonly value: string | null; readonly at: string }[];
  readonly now?: string;
  readonly timeZone?: string;
  /** The instant at which time alone changes the answer; null: never. */
  readonly until?: string | null;
}

type OperationMembers = Omit<OperationBase, 'operationType'>;

interface Description<Name extends string, Operator extends string, Members extends z.ZodRawShape> {
  readonly names: readonly [Name, ...string[]];
  readonly operators: readonly [Operator, ...Operator[]];
  readonly fits: readonly PropertyType[];
  readonly members: Members;
  readonly aliases?: Readonly<Record<string, string>>;
  readonly advice?: Readonly<Record<string, string>>;
  compile(operation: Described<Name, Operator, Members>, site: Site): Leaf | Fault;
  readonly say: SayOperation;
  readonly cases: readonly Case[];
}

type Described<Name, Operator, Members extends z.ZodRawShape> = OperationBase & {
  readonly operationType: Name;
  readonly operator: Operator;
} & (keyof Members extends never ? unknown : Readonly<z.output<z.ZodObject<Members>>>);

/** An operation as it is in the tree: its type, its operator, the answer for no value, and its members. */
export type OperationOf<Kind> = Kind extends OperationKind<infer O> ? O : never;

export function operationKind<
  const Name extends string,
  const Operator extends string,
  Members extends z.ZodRawShape,
>(description: Description<Name, Operator, Members>): OperationKind<Described<Name, Operator, Members>> {
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

/** Everything but dates, whose text is an encoding and not a written text. */
export const TEXT_TYPES: readonly PropertyType[] = ALL_TYPES.filter(
  (type) => type !== 'date' && type !== 'datetime',
);
export const CHOICE_TYPES: readonly PropertyType[] = ['enumeration', 'bool', 'string', 'object_coordinates'];
export const TIME_TYPES: readonly PropertyType[] = ['date', 'datetime'];
