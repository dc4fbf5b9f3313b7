import type { PropertyDefinition } from '../../../property/index.ts';
import type { ActionProblem } from '../../actions/index.ts';
import type { Action, AssociationSpec, FlowDefinition } from '../../definition/index.ts';
import type { ListFacts } from '../../engine/index.ts';
import type { Mention, ThingMention } from '../../mentions/index.ts';

/** error: something will not do what it says. warning: it is likely not meant. info: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** One piece of advice about a flow that may be saved as it is. */
export interface Finding {
  readonly severity: Severity;
  readonly code: string;
  /** The member it is about: `actions[3].listBranches[1]`. */
  readonly path: string;
  readonly message: string;
  /** How to mend it. */
  readonly fix: string;
}

/** What a flow is held against: the things that the account has. */
export interface LintWorld {
  readonly timeZone: string;
  hasObjectType(objectTypeId: string): boolean;
  property(objectTypeId: string, name: string): PropertyDefinition | undefined;
  /** The association type that a spec names. */
  association(spec: AssociationSpec): AssociationFacts | undefined;
  /** By its id, or, mistakenly, by its name. Of the original's own (`4-…`), those that are known. */
  eventType(idOrName: string): EventTypeFacts | undefined;
  /** Things that a flow mentions, by their ids. */
  has(kind: ThingMention['kind'], id: string): boolean;
  list(id: string): ListFacts | undefined;
  /** Why an email that is there is not sent to anybody, or not as it is meant. */
  emailProblems(id: string): readonly EmailProblem[];
  /** What is wrong with an action, whichever record comes to it; paths begin at the action: `fields.delta`. */
  problemsOf(action: Action): readonly ActionProblem[];
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

/** What a lint looks at. */
export interface LintInput {
  readonly flow: FlowDefinition;
  readonly mentions: readonly Mention[];
  readonly world: LintWorld;
}

/** Looks for one kind of thing to advise on. */
export type Lint = (input: LintInput) => readonly Finding[];
