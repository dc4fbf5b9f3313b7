import {
  actionOf,
  actionsOf,
  addActions,
  BRANCHES_OF,
  type Edge,
  type EdgeRef,
  edgeAt,
  edgesOf,
  idOf,
  isObject,
  kindOf,
  listAt,
  type Raw,
  type RawFlow,
  type RawObject,
  reachedIn,
  START,
  setIn,
  slotsOf,
  textAt,
  withAction,
  withEdge,
} from '../flow-body/index.ts';

export type Kind = 'added' | 'changed' | 'removed';

/** Two revisions as one graph: the later one, with what is gone where it stood. */
export interface Merged {
  readonly flow: RawFlow;
  /** Of the actions that differ, and of the trigger (`''`). */
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Branches that differ, by their action and the member of their way on. */
  readonly lanes: readonly { readonly of: string; readonly member: string; readonly kind: Kind }[];
}

export function merged(before: RawFlow, after: RawFlow): Merged {
  const kinds = new Map<string, Kind>();
  if (trigger(before) !== trigger(after)) kinds.set('', 'changed');
  for (const action of actionsOf(after)) {
    const was = actionOf(before, idOf(action));
    if (!was) kinds.set(idOf(action), 'added');
    else if (isChanged(was, action, before, after)) kinds.set(idOf(action), 'changed');
  }
  const gone = actionsOf(before).filter((action) => !actionOf(after, idOf(action)));
  for (const action of gone) kinds.set(idOf(action), 'removed');
  const { flow, lanes } = withLostLanes(before, addActions(after, gone));
  return { flow: hungWhereTheyStood(before, after, flow, new Set(gone.map(idOf))), kinds, lanes };
}

const TRIGGER_MEMBERS = ['enrollmentCriteria', 'enrollmentSchedule', 'objectTypeId'] as const;
const trigger = (flow: RawFlow) => printed(TRIGGER_MEMBERS.map((member) => flow[member] ?? null));

/** Whether what it does differs, or where it leads: a neighbour that came or went says so itself. */
function isChanged(was: RawObject, is: RawObject, before: RawFlow, after: RawFlow): boolean {
  if (printed(withoutEdges(was)) !== printed(withoutEdges(is))) return true;
  const old = new Map(slotsOf(was).map(({ member, to }) => [member, to]));
  return slotsOf(is).some(({ member, to }) => {
    const led = old.get(member);
    const isOfBoth = (id: string | undefined) =>
      id === undefined || (actionOf(before, id) !== undefined && actionOf(after, id) !== undefined);
    return led !== to && isOfBoth(led) && isOfBoth(to);
  });
}

function withoutEdges(action: RawObject): RawObject {
  return slotsOf(action).reduce(
    (rest, { member }) => (member.includes('[') ? withoutLaneEdge(rest, member) : without(rest, member)),
    action,
  );
}

function withoutLaneEdge(action: RawObject, member: string): RawObject {
  const [, branches = '', index = ''] = /^(\w+)\[(\d+)\]/.exec(member) ?? [];
  const branch = listAt(action, branches)[Number(index)];
  return isObject(branch) ? setIn(action, [branches, Number(index)], without(branch, 'connection')) : action;
}

function without(of: RawObject, member: string): RawObject {
  const { [member]: _, ...rest } = of;
  return rest;
}

/** Branches that the later revision lacks are put back at the end, so that what hung below them has a place. */
function withLostLanes(
  before: RawFlow,
  flow: RawFlow,
): { readonly flow: RawFlow; readonly lanes: Merged['lanes'] } {
  const lanes: Merged['lanes'][number][] = [];
  let result = flow;
  for (const was of actionsOf(before)) {
    const of = idOf(was);
    const is = actionOf(result, of);
    const kind = kindOf(was);
    if (!is || kindOf(is) !== kind || !(kind in BRANCHES_OF)) continue;
    const member = BRANCHES_OF[kind as keyof typeof BRANCHES_OF];
    const [old, now] = [listAt(was, member), listAt(is, member)];
    if (old.length === 0 || laneName(old[0]!) === '') continue;
    const isIn = (list: readonly Raw[], lane: Raw) => list.some((each) => laneName(each) === laneName(lane));
    const lost = old.filter((lane) => !isIn(now, lane));
    now.forEach((lane, index) => {
      if (!isIn(old, lane)) lanes.push({ of, member: `${member}[${index}].connection`, kind: 'added' });
    });
    lost.forEach((_, index) => {
      lanes.push({ of, member: `${member}[${now.length + index}].connection`, kind: 'removed' });
    });
    if (lost.length > 0) result = withAction(result, of, setIn(is, [member], [...now, ...lost]));
  }
  return { flow: result, lanes };
}

const laneName = (lane: Raw) => textAt(lane, 'branchName') || textAt(lane, 'branchValue');

/** Leads to each removed action from where it was led to, and on from the last of them to what stands in their place now. */
function hungWhereTheyStood(
  before: RawFlow,
  after: RawFlow,
  flow: RawFlow,
  gone: ReadonlySet<string>,
): RawFlow {
  let result = flow;
  for (const { at, to } of edgesOf(before)) {
    const isEntry = gone.has(to) && (at.from === null || !gone.has(at.from));
    const now = isEntry ? edgeAt(after, at) : undefined;
    if (!isEntry || now === undefined) continue;
    result = withEdge(result, at, { to, isJump: false });
    const end = endOf(before, to, gone);
    if (end && now) result = withEdge(result, end, now);
  }
  return reachingAll(result, after);
}

/** The way on from the last of the removed actions that followed each other. */
function endOf(before: RawFlow, first: string, gone: ReadonlySet<string>): EdgeRef | undefined {
  const seen = new Set<string>();
  for (let id = first; !seen.has(id); ) {
    seen.add(id);
    const action = actionOf(before, id);
    const slot = action && slotsOf(action).at(-1);
    if (!slot) return undefined;
    if (slot.to === undefined || !gone.has(slot.to)) return { from: id, member: slot.member };
    id = slot.to;
  }
  return undefined;
}

/** What the removed actions would hide is led to as it is: nothing of the later revision may be missing. */
function reachingAll(flow: RawFlow, after: RawFlow): RawFlow {
  const reached = reachedIn(flow);
  if ([...reachedIn(after)].every((id) => reached.has(id))) return flow;
  return edgesOf(after).reduce<RawFlow>(
    (all, { at, ...edge }) => withEdge(all, at, edge as Edge),
    withEdge(flow, START, edgeAt(after, START) ?? null),
  );
}

/** The same text for the same JSON, in whatever order its members come. */
function printed(value: Raw | readonly Raw[]): string {
  return JSON.stringify(value, (_, each: unknown) =>
    isObject(each as Raw)
      ? Object.fromEntries(Object.entries(each as RawObject).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
