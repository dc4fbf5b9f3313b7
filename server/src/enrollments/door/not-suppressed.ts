import type { LeaveReason } from '@millrace/core/flow';
import { membershipSql } from '../../lists/index.ts';
import type { DoorRule } from './rule.ts';

/** A member of one of the flow's suppression lists stays out. */
export const notSuppressed: DoorRule<LeaveReason> = {
  name: 'NOT_SUPPRESSED',
  refusal: 'SUPPRESSED',
  ask({ guards, suppressedBy }) {
    if (guards.suppressionLists.length === 0) return 'NOT_ASKED';
    return suppressedBy.length === 0 ? 'LETS_IN' : 'KEEPS_OUT';
  },
  tell(ruling, { suppressedBy }, tense) {
    const [is, has] = tense === 'PAST' ? ['was', 'had'] : ['is', 'has'];
    if (ruling === 'NOT_ASKED') return `The flow ${has} no suppression lists.`;
    if (ruling === 'LETS_IN') return `The record ${is} in no suppression list.`;
    return `The record ${is} in the suppression list ${suppressedBy.join(', ')}.`;
  },
  sql: ({ guards, param }) =>
    guards.suppressionLists.length === 0
      ? null
      : `exists (select from ${membershipSql('r', `any(${param(guards.suppressionLists, 'bigint[]')})`)})`,
};
