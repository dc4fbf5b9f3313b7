/**
 * Action types: the runs of a flow's nodes. Internal ones return writes as data; external ones ask for an effect, and make an
 * outcome of its result. In: a parsed flow; out: a program that the engine runs.
 */
export type {
  ActionProblem,
  ActionType,
  CompileContext,
} from './action-type.ts';
export {
  APP_ACTION,
  type AppAction,
  type AppActions,
  type AppInput,
  type ExecutionRule,
  type GoneAppAction,
  NO_APP_ACTIONS,
} from './app-action.ts';
export { type AwaitedBy, awaitedIn } from './awaited.ts';
export { type EventsInAction, eventsIn } from './awaited-events.ts';
export { catalogueEntry, catalogueHead } from './catalogue-entry.ts';
export {
  actionProblems,
  actionTypeOf,
  canHold,
  compileFlow,
  type FlowRevision,
  holdsEverybody,
  isOwnActionType,
  partsFor,
  runsHere,
} from './compile-flow.ts';
export type { Example, ExampleOutcome } from './example.ts';
export type { Field, FieldTable } from './fields.ts';
export { ACTION_TYPES } from './list.ts';
export { type LookUp, lookUpsOf } from './look-ups.ts';
export { type CodeLanguage, codeLanguage } from './parts/code-language.ts';
export { EXAMPLE_NOW, runExample } from './run-example.ts';
export { wallClockWaits } from './wall-clock-waits.ts';
