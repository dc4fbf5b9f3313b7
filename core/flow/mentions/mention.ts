import type { AssociationSpec, DataSource, FlowDefinition } from '../definition/index.ts';

/** A property that a flow reads or writes. */
export interface PropertyMention {
  readonly kind: 'property';
  /** Null when the definition alone does not tell the type of the bearer. */
  readonly objectTypeId: string | null;
  readonly name: string;
  readonly access: 'read' | 'write';
  /** The member that names it: `actions[2].fields.property_name`. */
  readonly path: string;
}

/** A list, form, marketing email, flow, owner, user, team or secret (by its name) that a flow names. */
export interface ThingMention {
  readonly kind: 'list' | 'form' | 'email' | 'flow' | 'owner' | 'user' | 'team' | 'secret';
  readonly id: string;
  readonly path: string;
  /** Of a list: the type of its asked or changed members; undefined when the definition alone does not tell. */
  readonly objectTypeId?: string | undefined;
}

export type Mention = PropertyMention | ThingMention;

/** The object type at the other end of an association, where that is known. */
export type AssociationTarget = (association: AssociationSpec) => string | undefined;

/** The context that tells the bearers of properties. */
export interface Setting {
  /** The object type that the flow enrolls. */
  readonly objectTypeId: string;
  readonly dataSources: ReadonlyMap<string, DataSource>;
  readonly targetOf: AssociationTarget;
}

export function settingOf(flow: FlowDefinition, targetOf: AssociationTarget): Setting {
  const dataSources = new Map(flow.dataSources.map((source) => [source.name, source]));
  return { objectTypeId: flow.objectTypeId, dataSources, targetOf };
}

export function reads(objectTypeId: string | null, name: string, path: string): PropertyMention {
  return { kind: 'property', objectTypeId, name, access: 'read', path };
}

export function writes(objectTypeId: string | null, name: string, path: string): PropertyMention {
  return { kind: 'property', objectTypeId, name, access: 'write', path };
}
