/** The meaning of a tree: the few kinds of question that branches and filters reduce to. */
import type { Operation } from './operation.ts';
import type { RefineBy } from './refine-by.ts';
import type { AssociationSpec } from './subject.ts';

export type Condition =
  | { readonly kind: 'ALL' | 'ANY'; readonly parts: readonly Condition[] }
  | { readonly kind: 'NOT'; readonly part: Condition }
  | PropertyCondition
  | EventCondition
  | { readonly kind: 'LIST'; readonly list: string; readonly path: string }
  | AssociatedCondition
  | { readonly kind: 'CONSTANT'; readonly met: boolean }
  /** Cannot be evaluated: neither it nor its opposite makes anything met. */
  | { readonly kind: 'UNKNOWN'; readonly fault: string; readonly message: string; readonly path: string };

export interface PropertyCondition {
  readonly kind: 'PROPERTY';
  readonly property: string;
  readonly operation: Operation;
  readonly path: string;
  /** A property that the server itself keeps, defined or not. */
  readonly own?: true;
}

/** Events of a type that satisfy all filters, pruned and counted by the refinements; at least one without any. */
export interface EventCondition {
  readonly kind: 'EVENT';
  readonly eventTypeId: string;
  readonly filters: readonly EventProperty[];
  readonly refineBy: readonly RefineBy[];
  readonly path: string;
}

export interface EventProperty {
  readonly property: string;
  readonly operation: Operation;
  readonly path: string;
}

/**
 * Some associated record satisfies the part. With none there, the part is asked of a record without any value (`part` null:
 * not met). With counts, so many have to satisfy it (`part` null: have to be there).
 */
export interface AssociatedCondition {
  readonly kind: 'ASSOCIATED';
  readonly association: AssociationSpec;
  readonly part: Condition | null;
  readonly asEmptyWhenNone: boolean;
  readonly path: string;
  readonly count?: { readonly least: number; readonly most: number };
}

export function not(part: Condition): Condition {
  return { kind: 'NOT', part };
}

export function unknown(fault: string, message: string, path: string): Condition {
  return { kind: 'UNKNOWN', fault, message, path };
}

/** An event's property equal to a text, case and all. */
export function equals(property: string, value: string, path: string): EventProperty {
  const operation: Operation = {
    operationType: 'ENUMERATION',
    operator: 'IS_ANY_OF',
    values: [value],
    includeObjectsWithNoValueSet: false,
  };
  return { property, operation, path };
}

/** A node that selects events and sets their number. */
export interface Refined {
  readonly path: string;
  readonly pruningRefineBy?: RefineBy | null | undefined;
  readonly coalescingRefineBy?: RefineBy | null | undefined;
}

/** Such an event has happened, as refined by the asking node. */
export function event(
  eventTypeId: string,
  filters: readonly (EventProperty | null)[],
  { path, pruningRefineBy, coalescingRefineBy }: Refined,
): EventCondition {
  return {
    kind: 'EVENT',
    eventTypeId,
    filters: filters.filter((filter) => filter !== null),
    refineBy: [pruningRefineBy, coalescingRefineBy].filter(
      (refinement) => refinement !== null && refinement !== undefined,
    ),
    path,
  };
}
