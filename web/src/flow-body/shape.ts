/** A flow as a graph: its actions in written order, and their ways on. Most edits leave it as it is. */
import { isObject, listAt, type Raw, type RawObject } from '@millrace/core/raw';
import { idOf, type RawFlow, startOf } from './flow.ts';
import { kindOf, type Slot, slotsOf } from './slots.ts';

/** Whether two bodies are the same graph, with the same names of lanes. Quick where most actions are the same objects. */
export function sameShape(a: RawFlow, b: RawFlow): boolean {
  const [before, after] = [listAt(a, 'actions'), listAt(b, 'actions')];
  if (before === after && a['startActionId'] === b['startActionId']) return true;
  return (
    startOf(a) === startOf(b) &&
    before.length === after.length &&
    before.every((action, index) => action === after[index] || samePlace(action, after[index]!))
  );
}

function samePlace(a: Raw, b: Raw): boolean {
  if (!isObject(a) || !isObject(b)) return !isObject(a) && !isObject(b);
  return idOf(a) === idOf(b) && kindOf(a) === kindOf(b) && sameWays(a, b);
}

function sameWays(a: RawObject, b: RawObject): boolean {
  const [before, after] = [slotsOf(a), slotsOf(b)];
  return before.length === after.length && before.every((slot, index) => sameSlot(slot, after[index]!));
}

function sameSlot(a: Slot, b: Slot): boolean {
  return (
    a.member === b.member &&
    a.label === b.label &&
    a.isLane === b.isLane &&
    a.isDefault === b.isDefault &&
    a.to === b.to &&
    a.isJump === b.isJump
  );
}

/** A function of the shape of a flow alone, made once as long as the shape stays. */
export function ofShape<Result extends object>(make: (flow: RawFlow) => Result): (flow: RawFlow) => Result {
  const made = new WeakMap<RawFlow, Result>();
  let last: RawFlow | undefined;
  return (flow) => {
    const known = made.get(flow);
    const result = known ?? (last && sameShape(last, flow) ? made.get(last)! : make(flow));
    if (!known) made.set(flow, result);
    last = flow;
    return result;
  };
}
