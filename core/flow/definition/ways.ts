import type { Action } from './actions/index.ts';

/** A way out of a branching action: the member that holds its connection, and what the action log calls it. */
export interface Way {
  readonly member: string;
  readonly name: string;
}

/** The member of a way by its place; that of the default without one. */
export function wayMember(list: 'listBranches' | 'staticBranches' | 'testBranches', index: number): string {
  return index < 0 ? DEFAULT_WAY : `${list}[${index}].connection`;
}

export const DEFAULT_WAY = 'defaultBranch';

/** The ways out of an action that branches, in written order, the default last; none of another. Names may be alike. */
export function waysOf(action: Action): readonly Way[] {
  switch (action.type) {
    case 'LIST_BRANCH':
      return [
        ...action.listBranches.map(({ branchName }, index) => ({
          member: wayMember('listBranches', index),
          name: branchName ?? `branch ${index + 1}`,
        })),
        { member: DEFAULT_WAY, name: action.defaultBranchName ?? 'default' },
      ];
    case 'STATIC_BRANCH':
      return [
        ...action.staticBranches.map(({ branchValue }, index) => ({
          member: wayMember('staticBranches', index),
          name: branchValue,
        })),
        { member: DEFAULT_WAY, name: 'default' },
      ];
    case 'AB_TEST_BRANCH':
      return action.testBranches.map((_, index) => ({
        member: wayMember('testBranches', index),
        name: String(index),
      }));
    default:
      return [];
  }
}
