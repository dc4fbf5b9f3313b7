/**
 * Flows: definitions, their revisions, and the Automation API that saves and reads them.
 * Owns the tables `flows`, `flow_revisions`, `flow_policies` and `flow_pins`. Rows in: from requests, an immutable revision a save; rows out: the
 * programs that the engine runs. Every save runs alone in its account and calls the hooks, so that no enrollment or
 * change ever meets a half-saved flow.
 */
export { isDefinitionShown, requireDefinitionShown } from './access.ts';
export { diffAnswer, performanceAnswer } from './answers.ts';
export { type FlowInput, inputOf } from './body.ts';
export { codeOf } from './code-of.ts';
export { createFlow } from './create-flow.ts';
export { deleteFlow } from './delete-flow.ts';
export { flowRefused } from './errors.ts';
export type { FlowService } from './flow-service.ts';
export { flowsNamed } from './flows-named.ts';
export type { FlowHook, SavedFlow } from './hooks.ts';
export { sayWith } from './names.ts';
export { openFlowToLook } from './open-flow.ts';
export type { ChangedPolicies, PoliciesHook } from './policies-hook.ts';
export { listEnabledFlows, listTurnedOffFlows, loadPrograms, loadRevisions } from './programs.ts';
export { readEdit } from './proposed-edit.ts';
export { selectFlowId, selectFlowIds, selectLegacyFlowIds, selectLegacyId } from './queries/legacy-ids.ts';
export { deletePins, insertPins, selectPins } from './queries/pins.ts';
export { enabledDefinitions, flowIds, flowNames, flowsBehind, flowsWithActionType } from './queries/read.ts';
export { selectRevisionIdAt } from './queries/revisions.ts';
export { readFlow, readFlows, requireFlow, requireFlowRecords } from './read-flows.ts';
export { closedRevisions, readRevision } from './read-revision.ts';
export { linesOf } from './revision-summaries.ts';
export { editQuery, inputIn } from './routes/flow-io.ts';
export { automationRoutes } from './routes/index.ts';
export { appliesToOf } from './save-revision.ts';
export { storedDefinition } from './stored-definition.ts';
export { type VisibleFlow, visibleFlows } from './visible-flows.ts';
