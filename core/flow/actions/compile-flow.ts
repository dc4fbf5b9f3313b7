import { compileCriteria, isEmpty } from '../../criteria/index.ts';
import type { Problem } from '../../problem/index.ts';
import { nextAllowed } from '../../time/index.ts';
import { type Action, anchorOf, type Connection, type FlowDefinition } from '../definition/index.ts';
import { EXECUTION_STATE, type FlowProgram, type ProgramNode } from '../engine/index.ts';
import {
  type ActionProblem,
  type ActionType,
  type Bound,
  type CompileContext,
  isMisconfigured,
} from './action-type.ts';
import { type AppActions, NO_APP_ACTIONS } from './app-action.ts';
import { appActionType } from './app-actions/app-action-type.ts';
import { goneActionType } from './app-actions/gone-action-type.ts';
import { ACTION_TYPES } from './list.ts';
import { draw } from './parts/draw.ts';
import { hold } from './parts/wait-until.ts';
import { unsupported } from './unsupported.ts';

/** One saved revision of a flow. */
export interface FlowRevision {
  readonly flowId: string;
  readonly revisionId: string;
  readonly definition: FlowDefinition;
}

const byId = new Map(ACTION_TYPES.map((type) => [type.id, type]));

/** Makes a program of a flow: every node bound to its type's run. */
export function compileFlow(revision: FlowRevision, context: CompileContext): FlowProgram {
  const { flowId, revisionId, definition } = revision;
  return {
    flowId,
    revisionId,
    objectTypeId: definition.objectTypeId,
    definition,
    isEnabled: definition.isEnabled,
    startActionId: definition.startActionId,
    allowedFrom: allowedFrom(definition, context),
    goal: goalOf(definition, context),
    schema: context.schema,
    timeZone: context.timeZone,
    keepsStates: once(() => JSON.stringify(definition.actions).includes(EXECUTION_STATE)),
    nodes: new Map(
      definition.actions.map((action) => [
        action.actionId,
        compileNode(action, { ...context, ...partsFor(definition) }),
      ]),
    ),
  };
}

/** What the actions of a flow are compiled with, of the flow itself. */
export function partsFor(flow: FlowDefinition): Pick<CompileContext, 'dataSources' | 'actions' | 'anchor'> {
  return { dataSources: flow.dataSources, actions: flow.actions, anchor: anchorOf(flow) };
}

/** Computed when a flow first runs: most flows are only loaded to be read. */
function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

/** The flow's hours in the account's zone; undefined for a flow without windows and blocked dates. */
function allowedFrom(
  { timeWindows: windows, blockedDates }: FlowDefinition,
  { timeZone, calendar }: CompileContext,
): FlowProgram['allowedFrom'] {
  if (windows.length === 0 && blockedDates.length === 0) return undefined;
  return (at, key) => nextAllowed(at, { windows, blockedDates, calendar }, timeZone, draw(key));
}

function goalOf(
  definition: FlowDefinition,
  { schema, timeZone, objectTypeId }: CompileContext,
): FlowProgram['goal'] {
  const criteria = definition.type === 'CONTACT_FLOW' ? definition.goalFilterBranch : undefined;
  if (!criteria || isEmpty(criteria)) return undefined;
  const propertyOf = (typeId: string, name: string) => schema.properties(typeId).get(name);
  return compileCriteria(criteria, { objectTypeId, timeZone, propertyOf });
}

/** Compiles nodes when they first run: most flows are loaded to be read, not walked whole. */
function compileNode(action: Action, context: CompileContext): ProgramNode {
  const type = actionTypeOf(action, context.appActions);
  const bound = once(() => bind(action, type, context));
  return {
    actionId: action.actionId,
    actionType: type.id,
    connection: connectionOf(action),
    isFlowControl: type.isFlowControl,
    staysWithRecord: once(() => type.staysWithRecord(action, context)),
    waits: type.waits,
    run: (run) => bound().run(run),
    get finish() {
      return bound().finish;
    },
  };
}

/** Without the types that the account has besides those of the list, theirs are taken for unsupported. */
export function actionTypeOf(action: Action, appActions: AppActions = NO_APP_ACTIONS): ActionType {
  const id = action.type === 'SINGLE_CONNECTION' ? action.actionTypeId : action.type;
  const ours = byId.get(id);
  const app = action.type === 'SINGLE_CONNECTION' ? appActions.get(id) : undefined;
  if (ours && !(ours.givesWay && app)) return ours;
  if (!app) return unsupported(action);
  return app.by === 'nobody' ? goneActionType(id, app) : appActionType(id, app);
}

/** Whether actions of a type run here. All others are skipped, visibly; those that wait hold. */
export function runsHere({ isStandIn }: ActionType): boolean {
  return isStandIn !== true;
}

/** The problems of an action for every record. */
export function actionProblems(action: Action, context: CompileContext): readonly ActionProblem[] {
  const type = actionTypeOf(action, context.appActions);
  const problems = misconfigurations(action, type, context);
  return problems.length > 0 ? problems : type.foresee(action, context);
}

function misconfigurations(action: Action, type: ActionType, context: CompileContext): readonly Problem[] {
  const bound = type.bind(action, context);
  return isMisconfigured(bound) ? bound.problems : [];
}

/** Whether a type runs here and needs no receiver. One that is only left to somebody can have one. */
export function isOwnActionType(id: string): boolean {
  const ours = byId.get(id);
  return ours !== undefined && ours.givesWay !== true;
}

/** Whether an action holds every enrollment: an invalid wait. */
export function holdsEverybody(action: Action, context: CompileContext): boolean {
  const type = actionTypeOf(action, context.appActions);
  return type.waits && (!runsHere(type) || misconfigurations(action, type, context).length > 0);
}

/** Whether an action may hold enrollments: it is a wait. */
export function canHold(action: Action): boolean {
  return actionTypeOf(action).waits;
}

/** An action that cannot run fails at each visit with its problems; a wait holds instead of letting records through. */
function bind(action: Action, type: ActionType, context: CompileContext): Bound {
  const bound = type.bind(action, context);
  if (!isMisconfigured(bound)) return bound;
  const message = bound.problems.map((problem) => problem.message).join(' ');
  const told = { reason: 'INVALID_CONFIGURATION', message } as const;
  return { run: (run) => (type.waits ? hold(run, told) : { kind: 'failed', ...told }) };
}

/** The connection of a node that does not choose; a branch that cannot choose takes its default. */
function connectionOf(action: Action): Connection | undefined {
  if ('connection' in action) return action.connection;
  return 'defaultBranch' in action ? action.defaultBranch : undefined;
}
