/** The one shape that every filter type has; a file of this folder each, named in `list.ts`. */
import * as z from 'zod';
import type { Condition } from '../condition.ts';
import type { Placed } from '../places.ts';
import type { SayFilter } from '../wording.ts';

/** The members of every filter. */
export interface FilterBase extends Placed {
  readonly filterType: string;
}

export interface FilterKind<F extends FilterBase> {
  readonly filterType: string;
  /** Reads the members, and the type with them. */
  readonly schema: z.ZodObject;
  /** Its condition. */
  meaning(filter: F): Condition;
  /** Its sentence. */
  readonly say: SayFilter;
  /** Its meaning, by example: every case runs through both back ends. */
  readonly cases: readonly FilterCase[];
}

/** The answer to one filter of one contact. */
export interface FilterCase {
  readonly says: string;
  /** The filter as it comes over the wire, but for its type. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly contact?: CaseContact;
  readonly met: boolean;
  /** How it is said of a contact. */
  readonly sentence?: string;
  /** Why it cannot be evaluated, if so. */
  readonly fault?: string;
}

/** A contact with its data; all events of a case happened yesterday. */
interface CaseContact {
  readonly properties?: Readonly<Record<string, string>>;
  /** The properties of each event by its type. */
  readonly events?: readonly (readonly [eventTypeId: string, properties: Readonly<Record<string, string>>])[];
  readonly lists?: readonly string[];
  /** Companies, associated by the type 1 of HUBSPOT_DEFINED, by the lists that they are in. */
  readonly companies?: readonly { readonly lists: readonly string[] }[];
}

interface Description<Type extends string, Members extends z.ZodRawShape> {
  readonly filterType: Type;
  readonly members: Members;
  meaning(filter: Described<Type, Members>): Condition;
  readonly say: SayFilter;
  readonly cases: readonly FilterCase[];
}

type Described<Type, Members extends z.ZodRawShape> = Placed & { readonly filterType: Type } & Readonly<
    z.output<z.ZodObject<Members>>
  >;

/** A filter as it is in the tree: its type, its members, its place. */
export type FilterOf<Kind> = Kind extends FilterKind<infer F> ? F : never;

export function filterKind<const Type extends string, Members extends z.ZodRawShape>(
  description: Description<Type, Members>,
): FilterKind<Described<Type, Members>> {
  const { filterType, members, ...rest } = description;
  return { filterType, schema: z.object({ filterType: z.literal(filterType), ...members }), ...rest };
}
