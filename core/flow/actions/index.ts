/**
 * Action types: what each node of a flow's graph does. Internal ones return writes as data; external ones ask for an effect, and
 * make an outcome of its result. In: a parsed flow; out: a program that the engine runs.
 */
export type { ActionProblem, ActionType, CompileContext } from './action-type.ts';
export { awaitedProperties } from './awaited-properties.ts';
export {
  actionProblems,
  actionTypeOf,
  canHold,
  compileFlow,
  type FlowRevision,
  holdsEverybody,
  outputsOf,
} from './compile-flow.ts';
export { ACTION_TYPES } from './list.ts';
