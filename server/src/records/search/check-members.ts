import { type Problem, quote } from '@millrace/core/problem';
import type { SearchFilter } from './search-request.ts';

type Member = 'value' | 'highValue' | 'values';

const MEMBERS: readonly Member[] = ['value', 'highValue', 'values'];

/** The members that an operator reads; any other would be passed over in silence, and answer another search. */
function membersOf(operator: string): readonly Member[] {
  switch (operator) {
    case 'HAS_PROPERTY':
    case 'NOT_HAS_PROPERTY':
      return [];
    case 'BETWEEN':
      return ['value', 'highValue'];
    case 'IN':
    case 'NOT_IN':
      return ['values'];
    default:
      return ['value'];
  }
}

/** A problem for each member that an operator does not take. Null, an empty text and an empty list say nothing. */
export function checkMembers(filter: SearchFilter, path: string): Problem[] {
  const taken = membersOf(filter.operator);
  return MEMBERS.filter((member) => !taken.includes(member)).flatMap((member): Problem[] => {
    const given = filter[member];
    if (given === null || given === undefined || given.length === 0) return [];
    const [instead] = taken;
    const advice = instead === undefined ? 'leave it out' : `write ${taken.join(' and ')}`;
    const at = `${path}.${member}`;
    const message = `${at}: ${filter.operator} takes no ${member}, which is ${quote(given)} here; ${advice}.`;
    return [{ path: at, code: 'UNEXPECTED_MEMBER', message }];
  });
}
