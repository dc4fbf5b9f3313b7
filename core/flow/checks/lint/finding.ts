import type { PropertyDefinition } from '../../../property/index.ts';
import type { EpochMillis } from '../../../time/index.ts';
import type { ActionProblem, ActionType, LookUp } from '../../actions/index.ts';
import type { Action, AssociationSpec, FlowDefinition } from '../../definition/index.ts';
import type { ListFacts } from '../../engine/index.ts';
import type { Mention, ThingMention } from '../../mentions/index.ts';

/** error: something will not work. warning: likely a mistake. info: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** One piece of advice about a flow that may be saved as it is. */
export interface Finding {
  readonly severity: Severity;
  readonly code: string;
  /** The member concerned: `actions[3].listBranches[1]`. */
  readonly path: string;
  readonly message: string;
  /** The remedy. */
  readonly fix: string;
  /** The remedy, where one request does it. */
  readonly mend?: Mend;
}

/** What one request mends, outside of the flow. */
export type Mend =
  | { readonly kind: 'PUBLISH_EMAIL'; readonly emailId: string }
  | { readonly kind: 'TURN_ON_FLOW'; readonly flowId: string }
  | { readonly kind: 'DEFINE_PROPERTY'; readonly objectTypeId: string; readonly name: string };

/** The things of the account that a flow is checked against. */
export interface LintWorld {
  readonly now: EpochMillis;
  readonly timeZone: string;
  hasObjectType(objectTypeId: string): boolean;
  property(objectTypeId: string, name: string): PropertyDefinition | undefined;
  /** The association type that a spec names. */
  association(spec: AssociationSpec): AssociationFacts | undefined;
  /** Whether records of the two types can be associated. */
  areAssociated(fromObjectTypeId: string, toObjectTypeId: string): boolean;
  /** By its id, or, mistakenly, by its name. Of the original's own (`4-…`), the known ones. */
  eventType(idOrName: string): EventTypeFacts | undefined;
  /** The mentioned things, by id. */
  has(kind: ThingMention['kind'], id: string): boolean;
  list(id: string): ListFacts | undefined;
  flow(id: string): FlowFacts | undefined;
  /** Why an existing email is not sent, or goes out incomplete. */
  emailProblems(id: string): readonly EmailProblem[];
  /** The type of an action, an app's or one of an adapter too. */
  typeOf(action: Action): ActionType;
  /** The flow's look-ups of records by values that are not unique, and how far the index over the property is. */
  readonly lookUps: readonly (LookUp & { readonly index: 'READY' | 'BUILDING' | 'NONE' })[];
  /** The problems of an action for every record; paths begin at the action: `fields.delta`. */
  problemsOf(action: Action): readonly ActionProblem[];
}

/** What is known of a flow that a flow names. */
export interface FlowFacts {
  readonly objectTypeId: string;
  readonly isEnabled: boolean;
}

export interface AssociationFacts {
  readonly typeId: number;
  readonly inverseTypeId: number;
  readonly fromObjectTypeId: string;
  readonly toObjectTypeId: string;
}

export interface EventTypeFacts {
  readonly id: string;
  /** Null when occurrences may have any. */
  readonly properties: ReadonlySet<string> | null;
}

/** `error`: no mail goes out; `warning`: one that lacks something. */
export interface EmailProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** A sentence that begins with the email. */
  readonly message: string;
}

/** The input of a lint. */
export interface LintInput {
  readonly flow: FlowDefinition;
  readonly mentions: readonly Mention[];
  readonly world: LintWorld;
}

/** Finds one kind of advice. */
export type Lint = (input: LintInput) => readonly Finding[];
