/** What is dragged, and where it may go: the rules of a drag, without the pointer. */

import { type EdgeRef, readingOrder } from '../../flow-body/index.ts';
import { applyEdit, isConflict, withAllBelow } from '../edits/index.ts';
import type { Editor } from '../state/index.ts';

/** How near the pointer must be to a place, in pixels of the screen. */
export const NEAR_PX = 48;
/** How far the pointer goes before a press is a drag. */
export const BEGINS_PX = 4;
/** Near the edge of the canvas it moves by itself, by so many pixels a frame at most. */
export const EDGE_PX = 40;
export const PAN_PX = 14;

/** The actions that go along: those selected, if the one that is held is among them; with Alt it and all below. */
export function draggedBy({ raw, state }: Editor, held: string, isWithBelow: boolean): readonly string[] {
  if (isWithBelow) {
    const below = withAllBelow(raw, held);
    return readingOrder(raw).filter((id) => below.has(id));
  }
  return state.selection.includes(held) ? state.selection : [held];
}

/** Why they cannot go there, or undefined. */
export function refusalOf({ raw }: Editor, ids: readonly string[], to: EdgeRef): string | undefined {
  const moved = applyEdit(raw, { kind: 'moveActions', ids, to });
  return isConflict(moved) ? moved.conflict : undefined;
}

export interface Place {
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

/** The place that is nearest, if it is near enough. */
export function nearestPlace<P extends Place>(places: readonly P[], x: number, y: number): P | undefined {
  const near = places
    .map((place) => ({ place, distance: Math.hypot(place.x - x, place.y - y) }))
    .filter(({ distance }) => distance <= NEAR_PX)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.place;
}

/** By how much the canvas moves for a pointer so near to its edges. */
export function panFor(at: number, from: number, to: number): number {
  if (at < from + EDGE_PX) return PAN_PX * Math.min(1, (from + EDGE_PX - at) / EDGE_PX);
  if (at > to - EDGE_PX) return -PAN_PX * Math.min(1, (at - to + EDGE_PX) / EDGE_PX);
  return 0;
}

/** `3:listBranches[0].connection` as a place in the graph. */
export function refOf(key: string): EdgeRef {
  const at = key.indexOf(':');
  const from = key.slice(0, at);
  return { from: from === '' ? null : from, member: key.slice(at + 1) };
}
