import type { CrmSchema } from '../../crm/index.ts';
import { type Problem, parseWith } from '../../problem/index.ts';
import type { Action } from '../definition/index.ts';
import {
  type Awaited,
  type EffectRequest,
  type Outcome,
  type PartResult,
  type RetryPolicy,
  type RunContext,
  USUAL_RETRIES,
} from '../engine/index.ts';
import type { Example } from './example.ts';
import { type FieldsSchema, type FieldTable, type Given, schemaOf } from './fields.ts';

/** What an action may know when it is compiled: the account's CRM and zone, which change rarely. */
export interface CompileContext {
  readonly flowId: string;
  readonly objectTypeId: string;
  readonly schema: CrmSchema;
  readonly timeZone: string;
}

/** What an internal action does: its writes are committed with its step. */
export type Run = (context: RunContext) => Outcome;

/**
 * What an external action does. Its request is built once, stored, and never built again; `finish` makes an outcome of what
 * came back.
 */
export interface External {
  readonly request: (context: RunContext) => Requested;
  readonly finish: (results: readonly PartResult[], context: RunContext) => Outcome;
}

/** Effects to be done, or why there are none. */
export type Requested =
  | { readonly kind: 'request'; readonly effects: readonly EffectRequest[] }
  | Extract<Outcome, { kind: 'needs' | 'failed' | 'skipped' }>;

/**
 * An action that cannot be run as it stands. That does not stop the flow from being saved, since the original saves
 * half-configured actions too: lint says what is wrong, every run of the action fails with it, and a wait holds.
 */
export interface Misconfigured {
  /** Their paths begin at the action: `fields.delta`. */
  readonly problems: readonly Problem[];
}

export function misconfigured(problems: readonly Problem[]): Misconfigured {
  return { problems };
}

/** Something wrong with an action, whichever record comes to it. Of a `warning`, some runs of the action fail, and not all. */
export interface ActionProblem extends Problem {
  readonly severity?: 'warning';
}

/** What an action gives to later ones. */
export interface Output {
  readonly key: string;
  readonly says: string;
}

export type ActionGroup = 'BRANCHES' | 'COMMUNICATION' | 'CRM' | 'DELAYS' | 'LISTS' | 'OTHER' | 'WORKFLOW';

/** What is known of a type of action beside what it does. */
interface Described {
  /** `0-5`, or the kind of node for those that have no type id: `LIST_BRANCH`. */
  readonly id: string;
  /** The `actionTypeVersion`s that real flows have. */
  readonly versions?: readonly number[];
  /** For people. */
  readonly name: string;
  /** What it does, in a sentence or two; Markdown. */
  readonly says: string;
  readonly group: ActionGroup;
  /** The object types whose flows may have it; left out, all. */
  readonly objectTypeIds?: readonly string[];
  readonly outputs?: readonly Output[];
  /** Flow control goes on in a flow that is turned off, and outside its hours. */
  readonly isFlowControl?: boolean;
  /** It is there to wait: what follows it must not happen early, so one that cannot be run holds what comes to it. */
  readonly waits?: boolean;
  /** Why it fails, is skipped or held, by reason; those of values and properties are every action's. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** Its documentation, and its test. */
  readonly examples: readonly Example[];
}

interface Defined<A extends Action, T extends FieldTable, Does> extends Described {
  readonly fields: T;
  /** Checks that go over more than one field. */
  readonly refine?: (schema: FieldsSchema<T>) => { parse(input: unknown): Given<T> };
  /** Reads the action once a revision; what comes back runs once a visit. */
  readonly compile: (given: Given<T>, action: A, context: CompileContext) => Does | Misconfigured;
  /** What an action that can be run will fail with all the same, as far as the account's CRM alone tells. */
  readonly foresee?: (given: Given<T>, action: A, context: CompileContext) => readonly ActionProblem[];
  readonly awaits?: (given: Given<T>) => readonly Awaited[];
}

/** An action bound to what it does. */
export interface Bound {
  readonly run: Run;
  readonly finish?: External['finish'];
}

/** One type of action: a file each, listed in list.ts. Everything else that is told of it is derived from this. */
export interface ActionType extends Required<Omit<Described, 'objectTypeIds'>> {
  readonly kind: 'internal' | 'external';
  readonly objectTypeIds: readonly string[] | undefined;
  readonly fields: FieldTable;
  /** Of an external action. */
  readonly retry?: RetryPolicy;
  bind(action: Action, context: CompileContext): Bound | Misconfigured;
  /** What is foreseen of an action that can be bound. */
  foresee(action: Action, context: CompileContext): readonly ActionProblem[];
  awaits(action: Action): readonly Awaited[];
}

/** An action whose writes are ours, and happen exactly once. */
export function internal<A extends Action, T extends FieldTable>(defined: Defined<A, T, Run>): ActionType {
  return typeOf('internal', defined, (run) => ({ run }));
}

/** An action whose work the outside world does, at least once. */
export function external<A extends Action, T extends FieldTable>(
  defined: Defined<A, T, External> & {
    /** How often its effects are tried, and for how long; left out, as is usual. */
    readonly retry?: RetryPolicy;
  },
): ActionType {
  const { retry = USUAL_RETRIES } = defined;
  const isUsual = retry === USUAL_RETRIES;
  const type = typeOf('external', defined, ({ request, finish }) => ({
    finish,
    run(context) {
      const asked = request(context);
      if (asked.kind !== 'request') return asked;
      const effects = isUsual ? asked.effects : asked.effects.map((each) => ({ retry, ...each }));
      const parts = effects.flatMap(({ part }) => part ?? []);
      const wait = {
        kind: 'effect',
        since: context.now,
        key: context.idempotencyKey,
        ...(parts.length > 0 ? { parts } : {}),
      } as const;
      return { kind: 'park', wait, until: null, effects };
    },
  }));
  return { ...type, retry };
}

function typeOf<A extends Action, T extends FieldTable, Does>(
  kind: ActionType['kind'],
  defined: Defined<A, T, Does>,
  bound: (does: Does) => Bound,
): ActionType {
  const { versions = [0], outputs = [], isFlowControl = false, waits = false, reasons = {} } = defined;
  const { fields, refine, compile, foresee, awaits, objectTypeIds, ...described } = defined;
  const schema = refine?.(schemaOf(fields)) ?? schemaOf(fields);
  const read = (action: Action) =>
    parseWith(schema as FieldsSchema<T>, withoutNulls('fields' in action ? action.fields : {}), 'fields');
  return {
    ...described,
    ...{ kind, versions, outputs, isFlowControl, waits, reasons, fields, objectTypeIds },
    bind(action, context) {
      const given = read(action);
      if (!given.ok) return misconfigured(given.problems);
      const does = compile(given.value as Given<T>, action as A, context);
      return isMisconfigured(does) ? does : bound(does);
    },
    foresee(action, context) {
      const given = read(action);
      return given.ok ? (foresee?.(given.value as Given<T>, action as A, context) ?? []) : [];
    },
    awaits(action) {
      const given = read(action);
      return given.ok ? (awaits?.(given.value as Given<T>) ?? []) : [];
    },
  };
}

export function isMisconfigured(does: unknown): does is Misconfigured {
  return typeof does === 'object' && does !== null && 'problems' in does;
}

/** Null is none, as everywhere in a flow. */
function withoutNulls(fields: unknown): unknown {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
