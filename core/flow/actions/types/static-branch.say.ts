import {
  isFilled,
  itemsOf,
  joined,
  membersOf,
  missing,
  text,
  textOf,
  valueText,
} from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { branchName, otherwise } from '../parts/say-branches.ts';

/** `Branch by Lifecycle stage: Lead, Customer, otherwise Others`. */
export const sayStaticBranch: SayAction = (action, { names, bearer, value }) => {
  const { inputValue, staticBranches, defaultBranchName, defaultBranch } = action;
  const words = names.property(bearer, textOf(membersOf(inputValue)['propertyName']) ?? '');
  const given = itemsOf(staticBranches).map((branch) => textOf(membersOf(branch)['branchValue']) ?? '');
  const values = given.map((each, index) =>
    branchName(each === '' ? undefined : valueText(each, words, names), index),
  );
  const by = isFilled(inputValue) ? value(inputValue) : [missing('no value chosen')];
  const lanes = [...values, otherwise(defaultBranchName, defaultBranch)].join(', ');
  return joined(by) === '' ? [text(`Branch: ${lanes}`)] : [text('Branch by '), ...by, text(`: ${lanes}`)];
};
