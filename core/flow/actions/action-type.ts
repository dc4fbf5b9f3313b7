import type * as z from 'zod';
import type { CrmSchema } from '../../crm/index.ts';
import { type Problem, parseWith } from '../../problem/index.ts';
import type { Action } from '../definition/index.ts';
import type { Outcome, RunContext } from '../engine/index.ts';

/** What an action may know when it is compiled: the account's CRM and zone, which change rarely. */
export interface CompileContext {
  readonly flowId: string;
  readonly objectTypeId: string;
  readonly schema: CrmSchema;
  readonly timeZone: string;
}

export type Run = (context: RunContext) => Outcome;

/** Something wrong with an action, whichever record comes to it. Of a `warning`, some runs of the action fail, and not all. */
export interface ActionProblem extends Problem {
  readonly severity?: 'warning';
}

/** One type of action: a file each, listed in list.ts. */
export interface ActionType<A extends Action = Action> {
  /** `0-5`, or the kind of node for those that have no type id: `LIST_BRANCH`. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Delays and branches go on in a flow that is turned off. */
  readonly runsWhileOff: boolean;
  /** It is there to wait: what follows it must not happen early, so one that cannot be run holds whoever comes to it. */
  readonly waits?: true;
  /** Reads the action's members once a revision; what comes back is run once a visit. */
  readonly compile: (action: A, context: CompileContext) => Run | Misconfigured;
  /** What an action that can be run will fail with all the same, as far as that can be told from the account's CRM alone. */
  readonly foresee?: (action: A, context: CompileContext) => readonly ActionProblem[];
  /** The keys of what it gives to later actions. */
  readonly outputs?: readonly string[];
}

/**
 * An action that cannot be run as it stands. That does not stop the flow from being saved, since the original saves
 * half-configured actions too: lint says what is wrong, every run of the action fails with it, and a wait holds.
 */
export interface Misconfigured {
  /** Their paths begin at the action: `fields.delta`. */
  readonly problems: readonly Problem[];
}

/** Compiles an action from its `fields`, of which null is none, as everywhere in a flow. */
export function withFields<T>(
  schema: z.ZodType<T>,
  fields: unknown,
  compile: (fields: T) => Run | Misconfigured,
): Run | Misconfigured {
  const parsed = parseWith(schema, withoutNulls(fields), 'fields');
  return parsed.ok ? compile(parsed.value) : misconfigured(parsed.problems);
}

/** What can be foreseen of an action's `fields`; of those that cannot be read, `compile` says what is wrong. */
export function foreseeFields<T>(
  schema: z.ZodType<T>,
  fields: unknown,
  foresee: (fields: T) => readonly ActionProblem[],
): readonly ActionProblem[] {
  const parsed = parseWith(schema, withoutNulls(fields), 'fields');
  return parsed.ok ? foresee(parsed.value) : [];
}

function withoutNulls(fields: unknown): unknown {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

export function misconfigured(problems: readonly Problem[]): Misconfigured {
  return { problems };
}
