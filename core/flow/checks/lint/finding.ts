import type { Problem } from '../../../problem/index.ts';
import type { Action, FlowDefinition } from '../../definition/index.ts';
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
  hasObjectType(objectTypeId: string): boolean;
  /** Asked only for object types that there are. */
  property(objectTypeId: string, name: string): 'writable' | 'read-only' | 'missing';
  has(kind: ThingMention['kind'], id: string): boolean;
  /** Whether actions of the type run here; branches, code and webhooks go by their `type`. */
  runs(actionTypeId: string): boolean;
  /** Whether an action is there to wait. */
  waits(action: Action): boolean;
  /** What is wrong with an action, whichever record comes to it; paths begin at the action: `fields.delta`. */
  problemsOf(action: Action): readonly Problem[];
}

/** What a lint looks at. */
export interface LintInput {
  readonly flow: FlowDefinition;
  readonly mentions: readonly Mention[];
  readonly world: LintWorld;
}

/** Looks for one kind of thing to advise on. */
export type Lint = (input: LintInput) => readonly Finding[];
