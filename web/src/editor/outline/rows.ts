import { type Lane, TRIGGER, type Tree, type TreeNode } from '../../layout/index.ts';

/** A line of the outline. Actions that follow each other stand on one level; lanes hold theirs one level further in. */
export interface Row {
  readonly kind: 'trigger' | 'action' | 'lane' | 'jump';
  readonly id: string;
  /** The action that it is, belongs to, or leads to. */
  readonly of: string;
  readonly level: number;
  readonly label?: string;
  readonly isOpen?: boolean;
  /** Among its siblings. */
  readonly place: number;
  readonly siblings: number;
}

type Draft = Omit<Row, 'place' | 'siblings'>;
type Task =
  | { readonly kind: 'sequence'; readonly id: string; readonly level: number }
  | { readonly kind: 'row'; readonly row: Draft };

/** The rows that are shown, in reading order; those of collapsed branches are not. */
export function rowsOf({ nodes, roots }: Tree, collapsed: ReadonlySet<string>): readonly Row[] {
  const rows: Draft[] = [];
  for (const root of roots) {
    const tasks: Task[] = [{ kind: 'sequence', id: root, level: 1 }];
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
      if (task.kind === 'row') rows.push(task.row);
      else follow(nodes.get(task.id)!, task.level, rows, tasks, collapsed);
    }
  }
  return placed(rows);
}

function follow(
  node: TreeNode,
  level: number,
  rows: Draft[],
  tasks: Task[],
  collapsed: ReadonlySet<string>,
): void {
  const { id, isBranch, lanes, after } = node;
  const isOpen = isBranch ? { isOpen: !collapsed.has(id) } : {};
  rows.push({ kind: id === TRIGGER ? 'trigger' : 'action', id, of: id, level, ...isOpen });
  // Last in, first out.
  if (after !== undefined) tasks.push({ kind: 'sequence', id: after, level });
  if (!isBranch) {
    for (const lane of lanes) tasks.push(...leads(id, lane, level));
    return;
  }
  if (collapsed.has(id)) return;
  for (const lane of lanes.toReversed()) {
    tasks.push(...leads(id, lane, level + 2));
    const { member, label } = lane.way;
    tasks.push({
      kind: 'row',
      row: { kind: 'lane', id: `${id}:${member}`, of: id, level: level + 1, label },
    });
  }
}

function leads(from: string, { way, drawn }: Lane, level: number): Task[] {
  if (drawn.kind === 'node') return [{ kind: 'sequence', id: drawn.id, level }];
  if (drawn.kind !== 'jump') return [];
  return [{ kind: 'row', row: { kind: 'jump', id: `${from}:${way.member}:jump`, of: drawn.id, level } }];
}

/** Tells each row its place among those of its level below one parent. */
function placed(rows: readonly Draft[]): readonly Row[] {
  const places: number[] = [];
  const counts: number[] = [];
  const groups: number[] = [];
  const open: { group: number; count: number }[] = [];
  for (const { level } of rows) {
    open.length = Math.min(open.length, level);
    const at = level - 1;
    open[at] ??= { group: counts.push(0) - 1, count: 0 };
    open[at].count += 1;
    places.push(open[at].count);
    groups.push(open[at].group);
    counts[open[at].group] = open[at].count;
  }
  return rows.map((row, at) => ({ ...row, place: places[at]!, siblings: counts[groups[at]!]! }));
}
