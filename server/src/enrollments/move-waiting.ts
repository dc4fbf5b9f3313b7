import { anchorOf, canHold, type FlowDefinition } from '@millrace/core/flow';
import { cancelEffectsOfFlow } from '../effects/index.ts';
import { type FlowHook, flowRefused, type SavedFlow } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';
import { countInside, makeDue, makeFlowDue } from '../passages/index.ts';

/**
 * The effect of a save on the enrollments inside. Those at a changed or removed action are due at once, under the new
 * definition: a shortened delay ends, a lengthened one waits on from its begin, a removed action leads on to the next. Held
 * ones are due after any change. Turning the flow off skips effects that have not begun. Deleting the flow unenrolls all.
 */
export const moveWaiting: FlowHook = async (unit, saved) => {
  const { flowId, previous, next } = saved;
  if (next === null) {
    await cancelEffectsOfFlow(unit, flowId);
    return makeFlowDue(unit, flowId, null);
  }
  if (previous === null) return;
  if (saved.actionsLeftOut) await refuseToEmpty(unit, flowId, previous);
  if (previous.isEnabled && !next.isEnabled) await makeDue(unit, await cancelEffectsOfFlow(unit, flowId));
  const moved = movedBy(saved);
  if (moved === null || moved.length > 0 || next.actions.some(canHold))
    await makeFlowDue(unit, flowId, moved);
};

/** The actions at which a save of a flow moves those inside; null for everybody. */
export function movedBy({ previous, next, edit }: SavedFlow): readonly string[] | null {
  if (!previous || !next || hoursChanged(previous, next)) return null;
  return edit?.appliesTo === 'NEW_ONLY' ? [] : changedActions(previous, next);
}

/** A PUT replaces the whole flow, but a body without "actions" was hardly meant to end every passage. */
async function refuseToEmpty(unit: Unit, flowId: string, { actions }: FlowDefinition): Promise<void> {
  if (actions.length === 0) return;
  const inside = await countInside(unit, flowId);
  if (inside === 0) return;
  const [are, records] = inside === 1 ? ['is', 'record'] : ['are', 'records'];
  const message =
    `actions is left out, which would remove all ${actions.length} actions while ${inside} ${records} ${are} in the flow and end their ` +
    'passages. Send the flow as you read it with your change; "actions": [] if they are to go; ' +
    `to switch the flow, POST /millrace/v1/flows/${flowId}/turn-off or /turn-on.`;
  throw flowRefused('update', [{ path: 'actions', code: 'ACTIONS_LEFT_OUT', message }]);
}

/** Every enrollment may be waiting for the flow's hours; one with another wait waits on. */
function hoursChanged(previous: FlowDefinition, next: FlowDefinition): boolean {
  const hours = ({ timeWindows, blockedDates }: FlowDefinition) =>
    JSON.stringify([timeWindows, blockedDates]);
  return hours(previous) !== hours(next);
}

/** Delays count from the flow's anchor, where it has one: with another, they have changed as well. */
function changedActions(previous: FlowDefinition, next: FlowDefinition): string[] {
  const now = new Map(next.actions.map((action) => [action.actionId, JSON.stringify(action)]));
  const isAnchorMoved = JSON.stringify(anchorOf(previous)) !== JSON.stringify(anchorOf(next));
  return previous.actions
    .filter(
      (action) => now.get(action.actionId) !== JSON.stringify(action) || (isAnchorMoved && canHold(action)),
    )
    .map(({ actionId }) => actionId);
}
