import { actionOf, actionsOf, idOf, type RawFlow, startOf } from './flow.ts';
import { ofShape } from './shape.ts';
import { slotsOf } from './slots.ts';

/** The ids of actions as one reads the flow: from the first one down, lane by lane, then what nothing leads to. */
export const readingOrder = ofShape((flow): readonly string[] => {
  const seen = new Set<string>();
  for (const root of [startOf(flow), ...actionsOf(flow).map(idOf)]) visit(flow, root, seen);
  return [...seen];
});

function visit(flow: RawFlow, root: string | undefined, seen: Set<string>): void {
  const left = root === undefined ? [] : [root];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const action = actionOf(flow, id);
    if (!action || seen.has(id)) continue;
    seen.add(id);
    for (const { to, isJump } of slotsOf(action).toReversed()) if (to !== undefined && !isJump) left.push(to);
  }
}
