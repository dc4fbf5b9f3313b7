import type { Body } from '../../support/story.ts';
import { isEmpty, isMet } from './criteria.ts';
import { occurrenceFor } from './events.ts';
import type { Change, Trigger } from './state.ts';

/** What a change means to a flow: who may come in by it, for the first time or again, and who has to leave. */
export interface Meaning {
  readonly enters: Trigger | null;
  readonly entersAgain: Trigger | null;
  readonly leaves: string | null;
}

export function meaningOf(flow: Body, policies: Body, change: Change): Meaning {
  const { kind, after, isByMerge } = change;
  const criteria = flow.enrollmentCriteria;
  const goalMet = !isEmpty(flow.goalFilterBranch) && isMet(flow.goalFilterBranch, after);
  const suppressed = kind === 'joined' && flow.suppressionListIds.includes(Number(change.list));
  const must = suppressed ? 'SUPPRESSED' : goalMet ? 'GOAL_MET' : null;
  const { enters, again } = entering(criteria, change);
  const closed = isByMerge && !policies.merge?.enrolls;
  return {
    enters: closed ? null : enters,
    entersAgain: !closed && criteria.shouldReEnroll ? again : null,
    leaves: must ?? (hasLost(criteria, change) ? 'CRITERIA_NO_LONGER_MET' : null),
  };
}

const BY_CRITERIA: Trigger = { kind: 'CRITERIA', properties: {} };

function entering(criteria: Body, change: Change): { enters: Trigger | null; again: Trigger | null } {
  switch (criteria.type) {
    case 'LIST_BASED': {
      const fires = criteria.reEnrollmentTriggersFilterBranches.some((each: Body) =>
        firesAgain(each, change),
      );
      const holds = isMet(criteria.listFilterBranch, change.after);
      return {
        enters: hasComeToMeet(criteria.listFilterBranch, change) ? BY_CRITERIA : null,
        again: holds && fires ? BY_CRITERIA : null,
      };
    }
    case 'EVENT_BASED': {
      const gate = criteria.refinementCriteria;
      if (gate && !isMet(gate, change.after)) return { enters: null, again: null };
      const occurrence = occurrenceFor(criteria.eventFilterBranches, change);
      const joins = criteria.listMembershipFilterBranches.some(
        (each: Body) => change.kind === 'joined' && hasComeToMeet(each, change),
      );
      const properties = occurrence?.properties ?? {};
      const trigger: Trigger | null = occurrence || joins ? { kind: 'EVENT', properties } : null;
      return { enters: trigger, again: trigger };
    }
    default:
      return { enters: null, again: null };
  }
}

/** From not meeting to meeting; "is known" fires on every change of the value. */
function firesAgain(branch: Body, change: Change): boolean {
  if (hasComeToMeet(branch, change)) return true;
  const known = branch.filters
    .filter(({ operation }: Body) => operation?.operator === 'IS_KNOWN')
    .map(({ property }: Body) => property);
  return known.some((name: string) => name in change.written) && isMet(branch, change.after);
}

function hasComeToMeet(branch: Body, { before, after }: Change): boolean {
  return isMet(branch, after) && (before === null || !isMet(branch, before));
}

function hasLost(criteria: Body, { before, after }: Change): boolean {
  return (
    criteria.type === 'LIST_BASED' &&
    criteria.unEnrollObjectsNotMeetingCriteria &&
    before !== null &&
    isMet(criteria.listFilterBranch, before) &&
    !isMet(criteria.listFilterBranch, after)
  );
}
