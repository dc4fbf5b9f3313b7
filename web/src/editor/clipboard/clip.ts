import {
  actionOf,
  actionsOf,
  addActions,
  type EdgeRef,
  idOf,
  type RawFlow,
  type RawObject,
  reachedIn,
  readingOrder,
  slotsOf,
  textAt,
  withEdge,
  withSlot,
} from '../../flow-body/index.ts';

/** Copied actions as they stand on the clipboard, as JSON. */
export interface Clip {
  readonly millrace: 'actions';
  readonly objectTypeId: string;
  readonly startActionId: string;
  readonly actions: readonly RawObject[];
}

/** The actions with the edges between them; those that lead outside are dropped. What does not hang together is put in a row. */
export function clip(flow: RawFlow, wanted: Iterable<string>): Clip | undefined {
  const wish = new Set(wanted);
  const ids = readingOrder(flow).filter((id) => wish.has(id));
  const entry = ids[0];
  if (entry === undefined) return undefined;
  const inside = new Set(ids);
  const actions = ids.map((id) => withEdgesInside(actionOf(flow, id)!, inside));
  const linked = inARow(actions, entry);
  return {
    millrace: 'actions',
    objectTypeId: textAt(flow, 'objectTypeId'),
    startActionId: entry,
    actions: linked,
  };
}

function withEdgesInside(action: RawObject, inside: ReadonlySet<string>): RawObject {
  const leaving = slotsOf(action).filter(({ to }) => to !== undefined && !inside.has(to));
  return leaving.reduce((kept, { member }) => withSlot(kept, member, undefined), action);
}

function inARow(actions: readonly RawObject[], entry: string): readonly RawObject[] {
  let flow = addActions({ startActionId: entry }, actions);
  let reached = reachedIn(flow);
  for (const action of actions) {
    if (reached.has(idOf(action))) continue;
    const end = lastOpenEnd(flow, reached);
    if (!end) continue;
    flow = withEdge(flow, end, { to: idOf(action), isJump: false });
    reached = reachedIn(flow);
  }
  return actionsOf(flow);
}

function lastOpenEnd(flow: RawFlow, reached: ReadonlySet<string>): EdgeRef | undefined {
  for (const id of readingOrder(flow).toReversed()) {
    const open = reached.has(id)
      ? slotsOf(actionOf(flow, id)!).findLast(({ to }) => to === undefined)
      : undefined;
    if (open) return { from: id, member: open.member };
  }
  return undefined;
}
