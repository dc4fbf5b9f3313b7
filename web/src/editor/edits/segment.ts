/** A part of the graph that is moved, copied or taken out as a whole: one way in, and the ways on out of it. */
import {
  actionOf,
  type Edge,
  type EdgeRef,
  edgeAt,
  edgesOf,
  idOf,
  type RawFlow,
  type RawObject,
  reachedIn,
  readingOrder,
  slotsOf,
  withEdge,
} from '../../flow-body/index.ts';
import { type Conflict, conflict } from './edit.ts';

export interface Segment {
  readonly ids: ReadonlySet<string>;
  readonly entry: string;
  /** The places from which it leads on: several where lanes meet behind it. */
  readonly exits: readonly EdgeRef[];
  /** Where these lead. */
  readonly next: Edge | null;
}

/** The actions as a part; a conflict where they lead on to more than one place. */
export function segmentOf(flow: RawFlow, wanted: Iterable<string>): Segment | Conflict {
  const wish = new Set(wanted);
  const inOrder = readingOrder(flow).filter((id) => wish.has(id));
  const entry = inOrder[0];
  if (entry === undefined) return conflict('The action is no longer there.');
  const ids = new Set(inOrder);
  const leaving = edgesOf(flow).filter(({ at, to }) => at.from !== null && ids.has(at.from) && !ids.has(to));
  const targets = new Set(leaving.map(({ to }) => to));
  if (targets.size > 1)
    return conflict('These actions lead on in more than one way. Take what follows along.');
  if (leaving.length > 0) {
    const { to, isJump } = leaving[0]!;
    return { ids, entry, exits: leaving.map(({ at }) => at), next: { to, isJump } };
  }
  return { ids, entry, exits: firstOpenEnd(inOrder.map((id) => actionOf(flow, id)!)), next: null };
}

/** The action and all that only it leads to. */
export function withAllBelow(flow: RawFlow, id: string): Set<string> {
  const before = reachedIn(flow);
  const cut = edgesOf(flow).filter(({ to }) => to === id);
  const without = cut.reduce((raw, { at }) => withEdge(raw, at, null), flow);
  const still = reachedIn(without);
  const below = new Set([...before].filter((each) => !still.has(each)));
  // Of a part to which nothing leads there is no "only".
  return below.has(id) ? below : reachedIn(flow, id);
}

/** The first place without an edge, as one reads. */
export function firstOpenEnd(inOrder: readonly RawObject[]): EdgeRef[] {
  for (const action of inOrder) {
    // What follows a branch goes to its default, unless said otherwise.
    const open = slotsOf(action).filter(({ to }) => to === undefined);
    const slot = open.find(({ isDefault }) => isDefault) ?? open[0];
    if (slot) return [{ from: idOf(action), member: slot.member }];
  }
  return [];
}

/** Takes the edges to and out of the part away; what led to it leads to what followed. */
export function detach(flow: RawFlow, { ids, entry, exits, next }: Segment): RawFlow {
  const before = edgesOf(flow).filter(
    ({ at, to }) => to === entry && !(at.from !== null && ids.has(at.from)),
  );
  const closed = before.reduce(
    (raw, { at, isJump }) => withEdge(raw, at, next && { to: next.to, isJump: isJump || next.isJump }),
    flow,
  );
  return exits.reduce((raw, at) => withEdge(raw, at, null), closed);
}

/** Puts a part whose actions are there into a place: what stood there follows it. */
export function attach(
  flow: RawFlow,
  { entry, exits }: Pick<Segment, 'entry' | 'exits'>,
  at: EdgeRef,
): { raw: RawFlow } | Conflict {
  const followed = edgeAt(flow, at);
  if (followed === undefined) return conflict(GONE);
  if (followed && exits.length === 0)
    return conflict(
      'Nothing could follow there, since every way of it leads elsewhere. Put it at the end of a lane.',
    );
  const entered = withEdge(flow, at, { to: entry, isJump: false });
  return { raw: exits.reduce((raw, exit) => withEdge(raw, exit, followed), entered) };
}

export const GONE = 'The place where it stood is no longer there.';
