import {
  actionOf,
  dropActions,
  edgesOf,
  isBranching,
  type RawFlow,
  reachedIn,
  slotAt,
  slotsOf,
  withEdge,
} from '../../flow-body/index.ts';
import { conflict, type EditKind } from './edit.ts';
import { renamedId } from './renamed.ts';

/** Takes an action out. What led to it leads to what followed; of a branch, the lane `keeps` stays, and the others go. */
export interface RemoveAction {
  readonly kind: 'removeAction';
  readonly id: string;
  /** A member of the branch; null takes all lanes out. */
  readonly keeps: string | null;
}

export const removeAction: EditKind<RemoveAction> = {
  label: ({ id }) => `delete action ${id}`,
  apply(raw, { id, keeps }) {
    const action = actionOf(raw, id);
    if (!action) return conflict(`Action ${id} is no longer there.`);
    const slot = isBranching(action)
      ? keeps === null
        ? undefined
        : slotAt(action, keeps)
      : slotsOf(action)[0];
    if (keeps !== null && isBranching(action) && !slot)
      return conflict('The lane that was to stay is no longer there.');
    const next = slot?.to === undefined || slot.to === id ? null : { to: slot.to, isJump: slot.isJump };
    const led = edgesOf(raw).filter(({ to }) => to === id);
    const closed = led.reduce(
      (flow, { at, isJump }) => withEdge(flow, at, next && { to: next.to, isJump: next.isJump || isJump }),
      raw,
    );
    return { raw: dropUnreached(raw, dropActions(closed, new Set([id]))) };
  },
  renamed: (edit, ids) => ({ ...edit, id: renamedId(edit.id, ids) }),
};

/** Drops what could be reached before and cannot any more; what nothing led to before stays. */
export function dropUnreached(before: RawFlow, after: RawFlow): RawFlow {
  const still = reachedIn(after);
  const lost = [...reachedIn(before)].filter((id) => !still.has(id));
  return withoutDangling(dropActions(after, new Set(lost)), new Set(lost));
}

/** What nothing leads to may lead to what is gone. */
function withoutDangling(flow: RawFlow, gone: ReadonlySet<string>): RawFlow {
  return edgesOf(flow)
    .filter(({ to }) => gone.has(to))
    .reduce((raw, { at }) => withEdge(raw, at, null), flow);
}
