/** Places in a tree of criteria: lines and groups, from the root down. */
import {
  getIn,
  isObject,
  listAt,
  type Path,
  type Raw,
  type RawObject,
  setIn,
  textAt,
} from '@millrace/core/raw';
import { branchOf } from './branches.ts';

/** A node's list: `filters` or `filterBranches` of its branch. */
export type ListName = 'filters' | 'filterBranches';

/** `filterBranches[0].filters[2]`, as the server says it; the root is ''. */
export function placeText(path: Path): string {
  return path.map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${key}`)).join('');
}

/** The branch that a node stands in; undefined for the root. */
export function parentOf(path: Path): Path | undefined {
  return path.length < 2 ? undefined : path.slice(0, -2);
}

export function indexOf(path: Path): number {
  return path.at(-1) as number;
}

export function listOf(path: Path): ListName {
  return path.at(-2) as ListName;
}

export function nodeAt(root: Raw | undefined, path: Path): RawObject | undefined {
  const node = getIn(root, path);
  return isObject(node) ? node : undefined;
}

export const GROUP_TYPES: readonly string[] = ['AND', 'OR', 'NOT_ALL', 'NOT_ANY'];

/** Whether a branch joins lines, and asks nothing itself. */
export function isGroup(branch: Raw | undefined): boolean {
  return GROUP_TYPES.includes(textAt(branch, 'filterBranchType'));
}

/** Every group, and every branch with lines of its own, as places; the root first. */
export function groupsIn(root: Raw | undefined, at: Path = []): readonly Path[] {
  const branch = getIn(root, at);
  if (!isObject(branch)) return [];
  const type = textAt(branch, 'filterBranchType');
  const holds = isGroup(branch) || type === 'ASSOCIATION' || type === 'PROPERTY_ASSOCIATION';
  if (!holds) return [];
  const below = listAt(branch, 'filterBranches').flatMap((_, index) =>
    groupsIn(root, [...at, 'filterBranches', index]),
  );
  return [at, ...below];
}

/** `2`, or `2.1` for the first group in it: what a group is called by in menus. */
export function groupNumber(path: Path): string {
  return path.flatMap((key) => (typeof key === 'number' ? [key + 1] : [])).join('.');
}

/** The lists of a group with a node put in, at its place or last. */
export function inserted<R extends RawObject>(
  root: R,
  branchAt: Path,
  list: ListName,
  node: Raw,
  index?: number,
): R {
  const items = listAt(root, ...branchAt, list);
  const at = index ?? items.length;
  return setIn(root, [...branchAt, list], [...items.slice(0, at), node, ...items.slice(at)]);
}

export function removed<R extends RawObject>(root: R, path: Path): R {
  const list = [...path.slice(0, -1)];
  return setIn(
    root,
    list,
    listAt(root, ...list).filter((_, at) => at !== indexOf(path)),
  );
}

/** One place up or down among its like. */
export function shifted<R extends RawObject>(root: R, path: Path, by: 1 | -1): R {
  const list = path.slice(0, -1);
  const items = [...listAt(root, ...list)];
  const [from, to] = [indexOf(path), indexOf(path) + by];
  if (to < 0 || to >= items.length) return root;
  [items[from], items[to]] = [items[to]!, items[from]!];
  return setIn(root, list, items);
}

export function duplicated<R extends RawObject>(root: R, path: Path): R {
  const node = nodeAt(root, path);
  // A copy, so that the two are not taken for one.
  return node ? inserted(root, parentOf(path)!, listOf(path), { ...node }, indexOf(path) + 1) : root;
}

/** A line, or a group, in a group of its own, at the same place. */
export function wrapped<R extends RawObject>(root: R, path: Path, type: string): R {
  const node = nodeAt(root, path);
  const parent = parentOf(path);
  if (!node || !parent) return root;
  const list = listOf(path);
  const box = list === 'filters' ? branchOf(type, [node]) : branchOf(type, [], [node]);
  if (list === 'filterBranches') return setIn(root, path, box);
  return inserted(removed(root, path), parent, 'filterBranches', box);
}

/** A node taken to another group, last in it. */
export function movedTo<R extends RawObject>(root: R, path: Path, to: Path): R {
  const node = nodeAt(root, path);
  const isInside = path.every((key, at) => to[at] === key);
  if (!node || isInside || placeText(parentOf(path) ?? []) === placeText(to)) return root;
  const moved = inserted(root, to, listOf(path), node);
  return removed(moved, path);
}

/** A group's lines put in its place; what joins them goes. Only where they are joined as their surroundings are, or there is one. */
export function dissolved<R extends RawObject>(root: R, path: Path): R {
  const group = nodeAt(root, path);
  const parent = parentOf(path);
  if (!group || !parent) return root;
  const [filters, branches] = [listAt(group, 'filters'), listAt(group, 'filterBranches')];
  const without = removed(root, path);
  const withFilters = setIn(
    without,
    [...parent, 'filters'],
    [...listAt(without, ...parent, 'filters'), ...filters],
  );
  const around = listAt(withFilters, ...parent, 'filterBranches');
  const at = indexOf(path);
  return setIn(
    withFilters,
    [...parent, 'filterBranches'],
    [...around.slice(0, at), ...branches, ...around.slice(at)],
  );
}
