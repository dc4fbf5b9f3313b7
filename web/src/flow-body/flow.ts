/** The actions and edges of a raw flow. */
import { isObject, listAt, type RawObject, setIn, textAt } from '@millrace/core/raw';
import { slotAt, slotsOf, withSlot } from './slots.ts';

export type RawFlow = RawObject;

/** A place in the graph where an edge stands or may stand; without `from`, the one that leads to the first action. */
export interface EdgeRef {
  readonly from: string | null;
  readonly member: string;
}

export interface Edge {
  readonly to: string;
  readonly isJump: boolean;
}

export const START: EdgeRef = { from: null, member: 'startActionId' };

const byId = new WeakMap<object, ReadonlyMap<string, number>>();

/** The places of actions in `actions`, by id. */
function placesOf(flow: RawFlow): ReadonlyMap<string, number> {
  const actions = listAt(flow, 'actions');
  let places = byId.get(actions);
  if (!places) {
    places = new Map(actions.flatMap((action, index) => (isObject(action) ? [[idOf(action), index]] : [])));
    byId.set(actions, places);
  }
  return places;
}

export function idOf(action: RawObject): string {
  return textAt(action, 'actionId');
}

export function actionsOf(flow: RawFlow): readonly RawObject[] {
  return listAt(flow, 'actions').filter(isObject);
}

export function actionOf(flow: RawFlow, id: string): RawObject | undefined {
  const place = placesOf(flow).get(id);
  return place === undefined ? undefined : (listAt(flow, 'actions')[place] as RawObject);
}

export function startOf(flow: RawFlow): string | undefined {
  return textAt(flow, 'startActionId') || undefined;
}

export function withAction(flow: RawFlow, id: string, action: RawObject): RawFlow {
  return setIn(flow, ['actions', placesOf(flow).get(id)!], action);
}

export function addActions(flow: RawFlow, added: readonly RawObject[]): RawFlow {
  if (added.length === 0) return flow;
  return countedOn({ ...flow, actions: [...listAt(flow, 'actions'), ...added] }, added.map(idOf));
}

export function dropActions(flow: RawFlow, ids: ReadonlySet<string>): RawFlow {
  if (ids.size === 0) return flow;
  const kept = listAt(flow, 'actions').filter((action) => !isObject(action) || !ids.has(idOf(action)));
  return { ...flow, actions: kept };
}

/** The id that the flow would give next: one that no action has, and none had in an earlier revision. */
export function nextActionId(flow: RawFlow): number {
  const taken = [...placesOf(flow).keys()].map(Number).filter(Number.isSafeInteger);
  const told = Number(textAt(flow, 'nextAvailableActionId'));
  return taken.reduce(
    (next, id) => Math.max(next, id + 1),
    Number.isSafeInteger(told) ? Math.max(told, 1) : 1,
  );
}

/** With `nextAvailableActionId` past the ids, where the flow has it. */
function countedOn(flow: RawFlow, ids: readonly string[]): RawFlow {
  if (!('nextAvailableActionId' in flow)) return flow;
  const next = nextActionId(flow);
  const told = textAt(flow, 'nextAvailableActionId');
  return ids.length === 0 || told === String(next) ? flow : { ...flow, nextAvailableActionId: String(next) };
}

/** The edge at a place; null when none stands there, undefined when there is no such place. */
export function edgeAt(flow: RawFlow, { from, member }: EdgeRef): Edge | null | undefined {
  if (from === null) {
    const to = startOf(flow);
    return to === undefined ? null : { to, isJump: false };
  }
  const action = actionOf(flow, from);
  const slot = action && slotAt(action, member);
  if (!slot) return undefined;
  return slot.to === undefined ? null : { to: slot.to, isJump: slot.isJump };
}

export function withEdge(flow: RawFlow, { from, member }: EdgeRef, edge: Edge | null): RawFlow {
  if (from === null) return setIn(flow, ['startActionId'], edge?.to);
  const action = actionOf(flow, from);
  if (!action) return flow;
  return withAction(flow, from, withSlot(action, member, edge ?? undefined));
}

export interface PlacedEdge extends Edge {
  readonly at: EdgeRef;
}

/** All edges, that to the first action included. */
export function edgesOf(flow: RawFlow): PlacedEdge[] {
  const start = startOf(flow);
  const edges: PlacedEdge[] = start === undefined ? [] : [{ at: START, to: start, isJump: false }];
  for (const action of actionsOf(flow)) {
    const from = idOf(action);
    for (const { member, to, isJump } of slotsOf(action))
      if (to !== undefined) edges.push({ at: { from, member }, to, isJump });
  }
  return edges;
}

/** The actions that can be reached from the first one, by any edge. */
export function reachedIn(flow: RawFlow, from = startOf(flow)): Set<string> {
  const reached = new Set<string>();
  const left = from === undefined ? [] : [from];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const action = actionOf(flow, id);
    if (reached.has(id) || !action) continue;
    reached.add(id);
    for (const { to } of slotsOf(action)) if (to !== undefined) left.push(to);
  }
  return reached;
}

export function sameRef(a: EdgeRef, b: EdgeRef): boolean {
  return a.from === b.from && a.member === b.member;
}
