import { itemsOf, membersOf, text, textOf } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { branchName, otherwise } from '../parts/say-branches.ts';

/** `Branch: Customers, else Prospects, otherwise Others`. */
export const sayListBranch: SayAction = ({ listBranches, defaultBranchName, defaultBranch }) => {
  const names = itemsOf(listBranches).map((branch, index) =>
    branchName(textOf(membersOf(branch)['branchName']), index),
  );
  if (names.length === 0) return [text('Branch (no branches)')];
  return [text(`Branch: ${names.join(', else ')}, ${otherwise(defaultBranchName, defaultBranch)}`)];
};
