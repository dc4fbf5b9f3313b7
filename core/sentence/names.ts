import { entryFor } from './given.ts';
import type { PartKind } from './part.ts';

/** The type of record that a property is of; null when a definition alone does not tell. */
export type Bearer = string | null;

/** What is known of a property. */
export interface PropertyWords {
  readonly label: string;
  /** As the properties API has it: `datetime`. */
  readonly type?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** What its values are ids of. */
  readonly holds?: 'owner' | 'user' | 'team';
  /** Its numbers are money. */
  readonly isMoney?: boolean;
}

export interface ObjectTypeWords {
  /** `company`, `companies`: as they stand within a sentence. */
  readonly singular: string;
  readonly plural: string;
}

export interface AssociationWords {
  /** Null for the plain association of two types. */
  readonly label: string | null;
  /** The type of the records that it leads to. */
  readonly toObjectTypeId?: string;
}

/** The names of what sentences mention: looked up before, answered at once. What is not known is said by its id. */
export interface Names {
  property(bearer: Bearer, name: string): PropertyWords | undefined;
  objectType(id: string): ObjectTypeWords | undefined;
  association(category: string, typeId: string): AssociationWords | undefined;
  /** The name of a list, flow, form, email, owner, user, team, type of event, type of action, … */
  thing(kind: ThingKind, id: string): string | undefined;
  /** The zone and the currency of the account. */
  readonly timeZone?: string | undefined;
  readonly currency?: string | undefined;
}

/** `actionType` is a type of an app or adapter, `eventProperty` a property of an event: `4-1639801/hs_form_id`. */
export type ThingKind =
  | Exclude<PartKind, 'action' | 'association' | 'objectType' | 'property' | 'value'>
  | 'actionType'
  | 'eventProperty';

/** The names as JSON, as a server answers them. */
export interface NamesTable {
  /** By object type and name; under `*` those of any type. */
  readonly properties?: Readonly<Record<string, Readonly<Record<string, PropertyWords>>>>;
  readonly objectTypes?: Readonly<Record<string, ObjectTypeWords>>;
  /** By category and id: `HUBSPOT_DEFINED/279`. */
  readonly associations?: Readonly<Record<string, AssociationWords>>;
  readonly things?: Readonly<Partial<Record<ThingKind, Readonly<Record<string, string>>>>>;
  readonly timeZone?: string;
  readonly currency?: string;
}

export function namesOf(table: NamesTable): Names {
  const { properties, objectTypes, associations, things, timeZone, currency } = table;
  return {
    property: (bearer, name) =>
      entryFor(entryFor(properties, bearer ?? '*'), name) ?? entryFor(entryFor(properties, '*'), name),
    objectType: (id) => entryFor(objectTypes, id),
    association: (category, typeId) => entryFor(associations, `${category}/${typeId}`),
    thing: (kind, id) => entryFor(entryFor(things, kind), id),
    timeZone,
    currency,
  };
}

/** Nothing is known: everything is said by its id. */
export const NO_NAMES: Names = namesOf({});
