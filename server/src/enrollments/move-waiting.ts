import type { FlowDefinition } from '@millrace/core/flow';
import { awaitedProperties, canHold } from '../actions/index.ts';
import type { FlowHook } from '../flows/index.ts';
import { makeFlowDue } from './queries/due.ts';

/**
 * What a save does to those inside: whoever stands at an action that was changed or removed is looked at again at once,
 * under the new definition. A delay that was made shorter lets go, one that was made longer waits on from where it began,
 * a removed action sends on to the next. Whoever is held is looked at whatever was changed. With the flow itself deleted,
 * everyone leaves.
 */
export const moveWaiting: FlowHook = async (unit, { flowId, previous, next }) => {
  if (next === null) return makeFlowDue(unit, flowId, null);
  if (previous === null) return;
  if (hoursChanged(previous, next)) return makeFlowDue(unit, flowId, null);
  const changed = [...changedActions(previous, next), ...unwatched(previous, next)];
  if (changed.length > 0 || next.actions.some(canHold)) await makeFlowDue(unit, flowId, changed);
};

/** While the flow was off, nobody looked at the dates that people in it wait for. */
function unwatched(previous: FlowDefinition, next: FlowDefinition): string[] {
  return !previous.isEnabled && next.isEnabled ? awaitedProperties(next).map(({ actionId }) => actionId) : [];
}

/** Anyone may be waiting for the hours; whoever waits for something else waits on. */
function hoursChanged(previous: FlowDefinition, next: FlowDefinition): boolean {
  const hours = ({ timeWindows, blockedDates }: FlowDefinition) =>
    JSON.stringify([timeWindows, blockedDates]);
  return hours(previous) !== hours(next);
}

function changedActions(previous: FlowDefinition, next: FlowDefinition): string[] {
  const now = new Map(next.actions.map((action) => [action.actionId, JSON.stringify(action)]));
  return previous.actions
    .filter((action) => now.get(action.actionId) !== JSON.stringify(action))
    .map(({ actionId }) => actionId);
}
