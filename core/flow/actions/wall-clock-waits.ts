import type { FlowDefinition } from '../definition/index.ts';
import { actionTypeOf } from './compile-flow.ts';

/** The waits of a flow whose ends depend on the zone or the holidays of the account: at these actions, and for its hours. */
export function wallClockWaits(flow: FlowDefinition): {
  readonly actionIds: string[];
  readonly hours: boolean;
} {
  const { timeWindows, blockedDates } = flow;
  return {
    actionIds: flow.actions.flatMap((action) =>
      actionTypeOf(action).followsWallClock(action, flow) ? [action.actionId] : [],
    ),
    hours: timeWindows.length > 0 || blockedDates.length > 0,
  };
}
