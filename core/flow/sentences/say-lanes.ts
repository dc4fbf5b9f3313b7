import {
  isFilled,
  itemsOf,
  membersOf,
  type Names,
  numberOf,
  type Part,
  text,
  textOf,
  valueText,
} from '../../sentence/index.ts';
import { branchName } from '../actions/parts/say-branches.ts';
import { typeIdOf } from './say-action.ts';
import { wordingOf } from './wording-of.ts';

/** A way that leads on from a branch. */
export interface Lane {
  /** Its connection below the action: `listBranches[0].connection`, `defaultBranch`. */
  readonly member: string;
  /** A few words, for a label. */
  readonly name: string;
  /** Who goes there; each part of criteria has the `path` of its line in the branch's filters. */
  readonly parts: readonly Part[];
}

/** The lanes of a branch in their order, the default last; none of an action that is no branch. */
export function sayLanes(action: unknown, flow: unknown, names: Names): Lane[] {
  const given = membersOf(action);
  const wording = wordingOf(flow, names);
  switch (typeIdOf(action)) {
    case 'LIST_BRANCH': {
      const lanes = itemsOf(given['listBranches']).map((branch, index): Lane => {
        const { branchName: name, filterBranch } = membersOf(branch);
        const criteria = wording.criteria(filterBranch);
        const parts = criteria.length > 0 ? criteria : [text('no criteria: nobody goes here')];
        return { member: `listBranches[${index}].connection`, name: branchName(textOf(name), index), parts };
      });
      return [...lanes, defaultLane(given['defaultBranchName'])];
    }
    case 'STATIC_BRANCH': {
      const { inputValue } = given;
      const words = names.property(wording.bearer, textOf(membersOf(inputValue)['propertyName']) ?? '');
      const by = isFilled(inputValue) ? wording.value(inputValue) : [text('the value')];
      const lanes = itemsOf(given['staticBranches']).map((branch, index): Lane => {
        const value = textOf(membersOf(branch)['branchValue']) ?? '';
        const name = value === '' ? 'empty' : valueText(value, words, names);
        return { member: `staticBranches[${index}].connection`, name, parts: [...by, text(` is ${name}`)] };
      });
      return [...lanes, defaultLane(given['defaultBranchName'])];
    }
    case 'AB_TEST_BRANCH': {
      const branches = itemsOf(given['testBranches']).map(membersOf);
      return branches.map(({ percentage }, index): Lane => {
        const share = numberOf(percentage);
        const name = share === undefined ? `branch ${index + 1}` : `${share}%`;
        const parts = [text(share === undefined ? 'an equal share, at random' : `${share}%, at random`)];
        return { member: `testBranches[${index}].connection`, name, parts };
      });
    }
    default:
      return [];
  }
}

function defaultLane(name: unknown): Lane {
  const given = textOf(name) ?? '';
  return {
    member: 'defaultBranch',
    name: given.trim() === '' ? 'otherwise' : branchName(given, 0),
    parts: [text('everybody else')],
  };
}
