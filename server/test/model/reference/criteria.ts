import type { Body } from '../../support/story.ts';
import type { Subject, Values } from './state.ts';

/** Whether filters are met: a tree of AND and OR, over the values and the lists of a contact. */
export function isMet(branch: Body, subject: Subject): boolean {
  const parts: boolean[] = [
    ...branch.filters.map((filter: Body) => isFilterMet(filter, subject)),
    ...branch.filterBranches.map((each: Body) => isMet(each, subject)),
  ];
  return branch.filterBranchType === 'OR' ? parts.includes(true) : !parts.includes(false);
}

function isFilterMet(filter: Body, { values, lists }: Subject): boolean {
  if (filter.filterType === 'IN_LIST') return lists.has(filter.listId) === (filter.operator === 'IN_LIST');
  return isValueMet(filter, values);
}

/** A filter on a value. Nobody without a value meets a filter on it, but "is unknown". */
export function isValueMet({ property, operation }: Body, values: Values): boolean {
  const value = values[property] ?? '';
  switch (operation.operator) {
    case 'IS_KNOWN':
      return value !== '';
    case 'IS_UNKNOWN':
      return value === '';
    case 'IS_EQUAL_TO':
      return (
        (operation.values ?? [operation.value]).some((each: string) => same(each, value)) && value !== ''
      );
    case 'IS_NOT_EQUAL_TO':
      return value !== '' && !operation.values.some((each: string) => same(each, value));
    default:
      throw new Error(`The reference does not know the operator ${operation.operator}.`);
  }
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function isEmpty(branch: Body | undefined): boolean {
  return !branch || (branch.filters.length === 0 && branch.filterBranches.every(isEmpty));
}
