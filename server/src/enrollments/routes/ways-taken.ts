import { type Action, waysOf } from '@millrace/core/flow';
import type { WayCount } from '../../passages/index.ts';

/**
 * How many went each way out of an action: by the name that the way had then, and by the member that holds it in the flow as it is. Branches
 * are moved and renamed: a name that only one of them has says which it was, else it is the one at the same place, if it has that name still.
 * Ways that the flow no longer has are told by their names alone.
 */
export function waysTaken(
  taken: readonly WayCount[],
  action: Action | undefined,
): { readonly branches: Record<string, number>; readonly connections: Record<string, number> } {
  const ways = action ? waysOf(action) : [];
  const branches: Record<string, number> = {};
  const connections: Record<string, number> = Object.fromEntries(ways.map(({ member }) => [member, 0]));
  for (const { member, name, count } of taken) {
    branches[name] = (branches[name] ?? 0) + count;
    const named = ways.filter((way) => way.name === name);
    const way = named.length === 1 ? named[0] : named.find((each) => each.member === member);
    if (way) connections[way.member]! += count;
  }
  return { branches, connections };
}
