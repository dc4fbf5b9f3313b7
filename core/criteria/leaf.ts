/** A leaf: one operation on one property, compiled for both back ends. */
import type { PropertyType } from '../property/index.ts';
import type { EpochMillis } from '../time/index.ts';
import type { CriteriaContext } from './context.ts';
import type { Effort } from './effort.ts';
import type { AmongValues, ComparedAs, Narrowing } from './narrowing.ts';
import type { Bearer } from './subject.ts';

export interface Leaf {
  met(bearer: Bearer, now: EpochMillis): boolean;
  /** The next instant at which time alone can change the answer. A leaf without it does not read the clock. */
  holdsUntil?(bearer: Bearer, now: EpochMillis): EpochMillis;
  /** The same as SQL over a row: true when it is met; false or null when it is not. */
  sql(row: SqlRow, now: EpochMillis): string;
  /** Where all are that meet it. A leaf without it may be met by anyone. */
  narrows?(now: EpochMillis): Narrowing;
}

/** Why an operation cannot be evaluated here. */
export interface Fault {
  readonly fault: string;
  readonly message: string;
}

export function isFault(leaf: Leaf | Fault): leaf is Fault {
  return 'fault' in leaf;
}

/** The surroundings of an operation: its property and the compilation. */
export interface Site {
  readonly property: string;
  /** The type of its values. An event's values have no type of their own and take the operation's. */
  readonly type: PropertyType;
  /** RECORD: values are canonical by type. EVENT: values are as they were sent. */
  readonly scope: 'RECORD' | 'EVENT';
  readonly context: CriteriaContext;
  /** Pays for work that is linear in a text. */
  readonly effort: Effort;
  /** The type of another property of the same bearer, which is then read too; a fault if there is none. */
  other(property: string): PropertyType | Fault;
  /** Notes that SQL searches for a text in another; see `sqlWork` of compiled criteria. */
  looksForInSql(wanted: string): void;
  /** Notes that the history of a property is read. */
  readsHistory(property: string): void;
}

/** Names a row's values inside SQL. Expressions are text, null for no value. */
export interface SqlRow {
  value(property: string): string;
  /** Whether any past value of the property satisfies a condition on it. */
  everHad(property: string, condition: (value: string) => string): string;
  /** When the property last changed, as ISO text in UTC with milliseconds. */
  updatedAt(property: string): string;
  /** A parameter, cast to a type. */
  param(value: unknown, type: string): string;
}

/** The value of a property, or undefined: members inherited from Object are no values. */
export function presentValue(bearer: Bearer, property: string): string | undefined {
  const value: unknown = bearer.properties[property];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The history of a property. A missing one is a bug of the caller. */
export function historyOf(bearer: Bearer, property: string) {
  if (!bearer.history)
    throw new Error(`The history of "${property}" is read by the criteria but was not loaded.`);
  return bearer.history(property);
}

/**
 * A condition that is null for no value, with the answer for no value. If that is "not met", null will do, and the bare
 * condition can ride an index.
 */
export function orNone(condition: string, none: boolean): string {
  return none ? `((${condition}) is not false)` : `(${condition})`;
}

/** A leaf that is only met with one of these values, and with no value if `none` is: then by anyone who has none. */
export function among(
  leaf: Leaf,
  { property, scope }: Pick<Site, 'property' | 'scope'>,
  none: boolean,
  as: ComparedAs,
  values: AmongValues,
): Leaf {
  return none || scope === 'EVENT' ? leaf : { ...leaf, narrows: () => ({ property, as, ...values }) };
}

/** A text as an SQL literal. Names are written so, and not as parameters, so that expression indexes match. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function misfit(property: string, type: PropertyType, wanted: string): Fault {
  return {
    fault: 'OPERATION_DOES_NOT_FIT',
    message: `the property "${property}" is of type ${type}, not ${wanted}`,
  };
}
