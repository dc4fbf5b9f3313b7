import type { CrmSchema } from '../../crm/index.ts';
import { type Problem, parseTolerantly } from '../../problem/index.ts';
import type { PropertyDefinition } from '../../property/index.ts';
import type { BusinessCalendar, EpochMillis } from '../../time/index.ts';
import type { ActionGroup, FieldKind, NodeMemberKind, Output, Told } from '../catalogue/index.ts';
import type { Action, EventAnchor, FlowDefinition } from '../definition/index.ts';
import {
  type Awaited,
  type EffectRequest,
  type Outcome,
  type PartResult,
  type RetryPolicy,
  type RunContext,
  USUAL_RETRIES,
} from '../engine/index.ts';
import type { Reason } from '../reasons/index.ts';
import type { SayAction } from '../wording.ts';
import type { AppActions } from './app-action.ts';
import type { Example } from './example.ts';
import { type FieldsSchema, type FieldTable, type Given, schemaOf } from './fields.ts';

/** The knowledge of an action at compile time: the account's CRM and zone, which change rarely. */
export interface CompileContext {
  readonly flowId: string;
  readonly objectTypeId: string;
  readonly schema: CrmSchema;
  /** The flow's. */
  readonly dataSources?: FlowDefinition['dataSources'];
  readonly actions?: FlowDefinition['actions'];
  /** Of an old date-centred flow: what its delays count from. */
  readonly anchor?: EventAnchor | undefined;
  /** Of lint: when it is asked. A run has its own. */
  readonly now?: EpochMillis;
  readonly timeZone: string;
  /** By default without holidays. */
  readonly calendar?: BusinessCalendar;
  /** The types of action that the account has besides those of the list; by default none. */
  readonly appActions?: AppActions;
}

/** The run of an internal action: its writes are committed with its step. */
export type Run = (context: RunContext) => Outcome;

/**
 * The run of an external action. Its request is built once, stored, and never built again; `finish` makes an outcome of the
 * results.
 */
export interface External {
  readonly request: (context: RunContext) => Requested;
  readonly finish: (results: readonly PartResult[], context: RunContext) => Outcome;
}

/** Effects to do, or the reason for none. */
export type Requested =
  | { readonly kind: 'request'; readonly effects: readonly EffectRequest[] }
  | Extract<Outcome, { kind: 'needs' | 'failed' | 'skipped' }>;

/**
 * An action that cannot run as it stands. The flow can still be saved, since the original saves half-configured actions
 * too: lint reports the problems, every run of the action fails with them, and a wait holds.
 */
export interface Misconfigured {
  /** Their paths begin at the action: `fields.delta`. */
  readonly problems: readonly Problem[];
}

export function misconfigured(problems: readonly Problem[]): Misconfigured {
  return { problems };
}

/** A problem of an action for every record. With a `warning`, only some runs of the action fail. */
export interface ActionProblem extends Problem {
  readonly severity?: 'warning';
}

/** What tells by which properties an action finds records. */
export type SeekContext = Pick<CompileContext, 'objectTypeId' | 'schema'>;

/** A property by whose values an action finds records, and the place of its name in the action: `fields.match`. */
export interface SoughtProperty {
  readonly objectTypeId: string;
  readonly property: PropertyDefinition;
  readonly path: string;
}

/** A member that a node has beside `fields`. */
export type NodeMember = Told & { readonly kind: FieldKind | NodeMemberKind };

/** The description of an action type, apart from its run. */
interface Described {
  /** `0-5`, or the kind of node for those that have no type id: `LIST_BRANCH`. */
  readonly id: string;
  /** The `actionTypeVersion`s that real flows have. */
  readonly versions?: readonly number[];
  /** For people. */
  readonly name: string;
  /** Its effect in a sentence or two; Markdown. */
  readonly says: string;
  readonly group: ActionGroup;
  /** What one of its actions does, in a sentence. */
  readonly say: SayAction;
  /** Its effect in a few words, for a menu. */
  readonly summary: string;
  /** The name of an icon of Lucide. */
  readonly icon: string;
  /** Flows have it still; no menu offers it. */
  readonly isOld?: true;
  /** The object types whose flows may have it; by default all. */
  readonly objectTypeIds?: readonly string[];
  /** Of a node with members beside `fields`: what a form knows of them. */
  readonly members?: Readonly<Record<string, NodeMember>>;
  /** Of a branch: the member with its branches. */
  readonly branches?: { readonly member: string; readonly hasDefault: boolean };
  readonly outputs?: readonly Output[];
  /** It may give outputs that nothing here knows of. */
  readonly givesAnyOutput?: true;
  /** Flow control goes on in a flow that is turned off, and outside its hours. */
  readonly isFlowControl?: boolean;
  /** A wait: later actions must not happen early, so one that cannot run holds its enrollments. */
  readonly waits?: boolean;
  /** Its reasons to fail, skip or hold; those of values and properties belong to every action. */
  readonly reasons?: Readonly<Partial<Record<Reason, string>>>;
  /** Its documentation, and its test. */
  readonly examples: readonly Example[];
}

interface Defined<A extends Action, T extends FieldTable, Does> extends Described {
  readonly fields: T;
  /** Checks that go over more than one field. */
  readonly refine?: (schema: FieldsSchema<T>) => { parse(input: unknown): Given<T> };
  /** Reads the action once a revision; the result runs once a visit. */
  readonly compile: (given: Given<T>, action: A, context: CompileContext) => Does | Misconfigured;
  /** Failures of an action that can run, as far as the account's CRM alone foretells them. */
  readonly foresee?: (given: Given<T>, action: A, context: CompileContext) => readonly ActionProblem[];
  /** What may end it early. */
  readonly awaits?: (given: Given<T>, flow: FlowDefinition) => readonly Awaited[];
  /** Of a wait: whether its end depends on the zone or the holidays of the account. */
  readonly followsWallClock?: (given: Given<T>, flow: FlowDefinition) => boolean;
  /**
   * Whether it reads and writes nothing but the enrolled record and its passage: what it does is the same then, in whatever order records are
   * worked. By default it does not.
   */
  readonly staysWithRecord?: (given: Given<T>, action: A, context: CompileContext) => boolean;
  /** The properties by whose values it finds records. */
  readonly seeks?: (given: Given<T>, context: SeekContext) => readonly SoughtProperty[];
  /** Outputs that the action itself declares, besides those of its type. */
  readonly outputsIn?: (action: A) => readonly Output[];
}

/** An action bound to its run. */
export interface Bound {
  readonly run: Run;
  readonly finish?: External['finish'];
}

/** One type of action: a file each, listed in list.ts. Everything else about it is derived from this. */
export interface ActionType
  extends Required<Omit<Described, 'branches' | 'givesAnyOutput' | 'isOld' | 'objectTypeIds'>>,
    Pick<Described, 'branches' | 'givesAnyOutput' | 'isOld'> {
  readonly kind: 'internal' | 'external';
  readonly objectTypeIds: readonly string[] | undefined;
  readonly fields: FieldTable;
  /** Of an external action. */
  readonly retry?: RetryPolicy;
  /** It stands in for a type that does not run here. */
  readonly isStandIn?: true;
  /** An adapter for the type takes it over. */
  readonly givesWay?: true;
  bind(action: Action, context: CompileContext): Bound | Misconfigured;
  /** Foreseen problems of an action that can be bound. */
  foresee(action: Action, context: CompileContext): readonly ActionProblem[];
  awaits(action: Action, flow: FlowDefinition): readonly Awaited[];
  /** Whether its end depends on the zone or the holidays of the account. */
  followsWallClock(action: Action, flow: FlowDefinition): boolean;
  /** Whether it reads and writes nothing but the enrolled record and its passage. */
  staysWithRecord(action: Action, context: CompileContext): boolean;
  seeks(action: Action, context: SeekContext): readonly SoughtProperty[];
  /** The outputs of its type, and those that the action declares. */
  outputsOf(action: Action): readonly Output[];
}

/** An action whose writes are ours, and happen exactly once. */
export function internal<A extends Action, T extends FieldTable>(defined: Defined<A, T, Run>): ActionType {
  return typeOf('internal', defined, (run) => ({ run }));
}

/** An action whose work the outside world does, at least once. */
export function external<A extends Action, T extends FieldTable>(
  defined: Defined<A, T, External> & {
    /** The tries of its effects and their time limits; by default the usual ones. */
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
  const {
    versions = [0],
    outputs = [],
    members = {},
    isFlowControl = false,
    waits = false,
    reasons = {},
  } = defined;
  const { fields, refine, compile, foresee, awaits, followsWallClock, staysWithRecord, seeks, ...rest } =
    defined;
  const { outputsIn, objectTypeIds, ...described } = rest;
  const schema = refine?.(schemaOf(fields)) ?? schemaOf(fields);
  const read = (action: Action) =>
    parseTolerantly(
      schema as FieldsSchema<T>,
      withoutNulls('fields' in action ? action.fields : {}),
      'fields',
    );
  return {
    ...described,
    kind,
    versions,
    outputs,
    members,
    isFlowControl,
    waits,
    reasons,
    fields,
    objectTypeIds,
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
    awaits(action, flow) {
      const given = read(action);
      return given.ok ? (awaits?.(given.value as Given<T>, flow) ?? []) : [];
    },
    followsWallClock(action, flow) {
      const given = read(action);
      return given.ok && (followsWallClock?.(given.value as Given<T>, flow) ?? false);
    },
    staysWithRecord(action, context) {
      const given = read(action);
      return given.ok && (staysWithRecord?.(given.value as Given<T>, action as A, context) ?? false);
    },
    seeks(action, context) {
      const given = read(action);
      return given.ok ? (seeks?.(given.value as Given<T>, context) ?? []) : [];
    },
    outputsOf: (action) => [...outputs, ...(outputsIn?.(action as A) ?? [])],
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
