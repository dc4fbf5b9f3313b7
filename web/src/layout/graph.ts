import { actionOf, type RawFlow, type Slot, slotsOf } from '../flow-body/index.ts';

/** The card on top, which says how records come in. No action has this id. */
export const TRIGGER = '';

/** A way on from a node of the drawing. */
export type Way = Pick<Slot, 'member' | 'label' | 'isLane' | 'isDefault' | 'to' | 'isJump'>;

/** The ways on from the trigger or an action. An edge to an action that is not there leads nowhere. */
export function waysOf(flow: RawFlow, id: string): readonly Way[] {
  const action = actionOf(flow, id);
  return action ? slotsOf(action) : [];
}

/** Where a way leads that the tree may follow. */
export function followed(flow: RawFlow, { to, isJump }: Way): string | undefined {
  return to !== undefined && !isJump && actionOf(flow, to) ? to : undefined;
}
