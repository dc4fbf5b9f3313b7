import type { FlowDefinition } from '../definition/index.ts';
import type { Awaited } from '../engine/index.ts';
import { actionTypeOf } from './compile-flow.ts';

/** Something that an action of a flow may wait for, of the enrolled record. */
export type AwaitedBy = Awaited & { readonly actionId: string };

/** What may end the waits of a flow before their time. */
export function awaitedIn(flow: FlowDefinition): AwaitedBy[] {
  return flow.actions.flatMap((action) => {
    const type = actionTypeOf(action);
    if (!type.waits) return [];
    return type.awaits(action).map((awaited) => ({ ...awaited, actionId: action.actionId }));
  });
}
