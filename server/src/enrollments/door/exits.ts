import type { LeaveReason } from '@millrace/core/flow';
import type { Exit } from '../../triggers/index.ts';
import type { DoorRule, Guards } from './rule.ts';

/** A record that meets the flow's criteria for leaving stays out. */
export const notToLeave = exitRule('NOT_TO_LEAVE', 'UNENROLLMENT_CRITERIA_MET', 'criteria for leaving');

/** A record that has reached the flow's goal stays out. */
export const goalNotMet = exitRule('GOAL_NOT_MET', 'GOAL_MET', 'goal');

function exitRule(
  name: 'NOT_TO_LEAVE' | 'GOAL_NOT_MET',
  refusal: LeaveReason,
  criteria: string,
): DoorRule<LeaveReason> {
  const exitOf = ({ exits }: Guards): Exit | undefined => exits.find(({ reason }) => reason === refusal);
  return {
    name,
    refusal,
    ask(at) {
      const exit = exitOf(at.guards);
      if (!exit) return 'NOT_ASKED';
      const isMet = at.isMet(exit);
      if (isMet === null) return 'UNKNOWN';
      return isMet ? 'KEEPS_OUT' : 'LETS_IN';
    },
    tell(ruling, _, tense) {
      const [has, meets, not] = tense === 'PAST' ? ['had', 'met', 'did not'] : ['has', 'meets', 'does not'];
      switch (ruling) {
        case 'NOT_ASKED':
          return `The flow ${has} no ${criteria}.`;
        case 'UNKNOWN':
          return `It takes too much work to tell whether the record ${meets} the flow's ${criteria}.`;
        case 'LETS_IN':
          return `The record ${not} meet the flow's ${criteria}.`;
        case 'KEEPS_OUT':
          return `The record ${meets} the flow's ${criteria}.`;
      }
    },
    sql(at) {
      const exit = exitOf(at.guards);
      return exit ? `(${at.met(exit.tree)}) is true` : null;
    },
  };
}
