import type { FlowDefinition } from '../definition/index.ts';
import type { Awaited } from '../engine/index.ts';
import { actionTypeOf } from './compile-flow.ts';

/** An event or change that an action may wait for: of the enrolled record, or of another. */
export type AwaitedBy = Awaited & { readonly actionId: string };

/** The events and changes that may end a flow's waits early. */
export function awaitedIn(flow: FlowDefinition): AwaitedBy[] {
  return flow.actions.flatMap((action) => {
    const type = actionTypeOf(action);
    if (!type.waits) return [];
    return type.awaits(action, flow).map((awaited) => ({ ...awaited, actionId: action.actionId }));
  });
}
