/**
 * Differences between two stored revisions of a flow: members of the flow, and action by action.
 * Two bodies in, differences out, as data and as readable lines. The order of members does not count.
 */
import { pathOf, quote } from '../../problem/index.ts';

type Members = Readonly<Record<string, unknown>>;

/** One differing member. An absent member has no value on that side. */
export interface MemberChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Below the flow or the action: `listBranches[0].connection.nextActionId`. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One added, removed or changed action. */
export interface ActionChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly actionId: string;
  /** `0-5`, or the kind of node for those without a type id. */
  readonly actionType: string;
  /** Of an action on both sides. */
  readonly changes: readonly MemberChange[];
}

export interface FlowDiff {
  /** Members of the flow itself. */
  readonly flow: readonly MemberChange[];
  /** Actions by id, first the common and removed ones, then the added ones. */
  readonly actions: readonly ActionChange[];
}

export function diffFlows(before: Members, after: Members): FlowDiff {
  const { actions: _, ...flowBefore } = before;
  const { actions: __, ...flowAfter } = after;
  return { flow: changesOf(flowBefore, flowAfter, ''), actions: actionChanges(before, after) };
}

/** The differences as lines. */
export function diffLines({ flow, actions }: FlowDiff): string[] {
  return [
    ...flow.map((change) => lineOf(change)),
    ...actions.flatMap(({ kind, actionId, actionType, changes }) => [
      `${MARKS[kind]} action ${actionId} (${actionType})`,
      ...changes.map((change) => `    ${lineOf(change)}`),
    ]),
  ];
}

const MARKS = { added: '+', removed: '-', changed: '~' } as const;

function lineOf({ kind, path, before, after }: MemberChange): string {
  if (kind === 'added') return `+ ${path}: ${quote(after)}`;
  if (kind === 'removed') return `- ${path}: ${quote(before)}`;
  return `~ ${path}: ${quote(before)} → ${quote(after)}`;
}

function actionChanges(before: Members, after: Members): ActionChange[] {
  const [old, now] = [actionsById(before), actionsById(after)];
  const kept = [...old].flatMap(([actionId, action]): ActionChange[] => {
    const other = now.get(actionId);
    if (!other) return [{ kind: 'removed', actionId, actionType: typeOf(action), changes: [] }];
    const changes = changesOf(action, other, '');
    return changes.length === 0 ? [] : [{ kind: 'changed', actionId, actionType: typeOf(other), changes }];
  });
  const came = [...now].flatMap(([actionId, action]): ActionChange[] =>
    old.has(actionId) ? [] : [{ kind: 'added', actionId, actionType: typeOf(action), changes: [] }],
  );
  return [...kept, ...came];
}

function actionsById({ actions }: Members): Map<string, Members> {
  const list = Array.isArray(actions) ? actions.filter(isObject) : [];
  return new Map(list.map((action) => [String(action['actionId']), action]));
}

function typeOf(action: Members): string {
  return String(action['actionTypeId'] ?? action['type'] ?? 'branch');
}

function changesOf(before: unknown, after: unknown, path: string): MemberChange[] {
  if (Array.isArray(before) && Array.isArray(after)) return changesOfKeys(before, after, path);
  if (isObject(before) && isObject(after)) return changesOfKeys(before, after, path);
  return Object.is(before, after) ? [] : [{ kind: 'changed', path, before, after }];
}

/** Of the members of two objects, or the items of two arrays. */
function changesOfKeys(before: object, after: object, path: string): MemberChange[] {
  const [old, now] = [before as Members, after as Members];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key): MemberChange[] => {
    const place = pathOf([Array.isArray(after) ? Number(key) : key], path);
    if (!Object.hasOwn(before, key)) return [{ kind: 'added', path: place, after: now[key] }];
    if (!Object.hasOwn(after, key)) return [{ kind: 'removed', path: place, before: old[key] }];
    return changesOf(old[key], now[key], place);
  });
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
