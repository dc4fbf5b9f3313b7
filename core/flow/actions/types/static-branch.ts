import type { StaticBranchAction } from '../../definition/index.ts';
import { resolveValue } from '../../values/index.ts';
import type { ActionType } from '../action-type.ts';

/**
 * STATIC_BRANCH, "value equals": the first branch whose text is the value, else the default. Without a default, a value
 * that equals none ends the path.
 */
export const staticBranch: ActionType<StaticBranchAction> = {
  id: 'STATIC_BRANCH',
  name: 'Branch on a value',
  runsWhileOff: true,
  compile: (action, { timeZone }) => {
    // Of two branches with one value, the first counts.
    const byValue = new Map(
      [...action.staticBranches].reverse().map((branch) => [branch.branchValue, branch.connection]),
    );
    return (context) => {
      if (!action.inputValue)
        return { kind: 'done', connection: action.defaultBranch, detail: { branch: 'default' } };
      const resolved = resolveValue(action.inputValue, context, timeZone);
      if (resolved.kind !== 'value') return resolved;
      const value = resolved.value ?? '';
      if (!byValue.has(value))
        return { kind: 'done', connection: action.defaultBranch, detail: { branch: 'default', value } };
      return { kind: 'done', connection: byValue.get(value), detail: { branch: value, value } };
    };
  },
};
