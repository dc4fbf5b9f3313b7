import type { FlowDefinition } from '../definition/index.ts';
import type { CompileContext } from './action-type.ts';
import { actionTypeOf, partsFor } from './compile-flow.ts';

/** Whether all that a flow's actions read and write is the enrolled record and its passage. In doubt they do more. */
export function staysWithRecord(flow: FlowDefinition, context: CompileContext): boolean {
  const parts = { ...context, ...partsFor(flow) };
  return flow.actions.every((action) =>
    actionTypeOf(action, context.appActions).staysWithRecord(action, parts),
  );
}
