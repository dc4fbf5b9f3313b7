import { actionOf, actionsOf, idOf, type RawFlow, startOf } from './flow.ts';
import { slotsOf } from './slots.ts';

const orders = new WeakMap<RawFlow, readonly string[]>();

/** The ids of actions as one reads the flow: from the first one down, lane by lane, then what nothing leads to. */
export function readingOrder(flow: RawFlow): readonly string[] {
  let order = orders.get(flow);
  if (!order) {
    const seen = new Set<string>();
    for (const root of [startOf(flow), ...actionsOf(flow).map(idOf)]) visit(flow, root, seen);
    order = [...seen];
    orders.set(flow, order);
  }
  return order;
}

function visit(flow: RawFlow, root: string | undefined, seen: Set<string>): void {
  const left = root === undefined ? [] : [root];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const action = actionOf(flow, id);
    if (!action || seen.has(id)) continue;
    seen.add(id);
    for (const { to, isJump } of slotsOf(action).toReversed()) if (to !== undefined && !isJump) left.push(to);
  }
}
