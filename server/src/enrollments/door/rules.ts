import type { LeaveReason } from '@millrace/core/flow';
import { goalNotMet, notToLeave } from './exits.ts';
import { notActive } from './not-active.ts';
import { notSuppressed } from './not-suppressed.ts';
import { reEnrollment } from './re-enrollment.ts';
import type { AtTheDoor, DoorRule, PassageRefusal, Refusal } from './rule.ts';

/** Rules on the passages of a record alone. */
export const PASSAGE_RULES: readonly DoorRule<PassageRefusal>[] = [notActive, reEnrollment];

/** Rules that need the loaded record. */
export const RECORD_RULES: readonly DoorRule<LeaveReason>[] = [notSuppressed, notToLeave, goalNotMet];

/** The rules of the door in their order, for admission, explanation and preview alike. */
export const DOOR_RULES: readonly DoorRule[] = [...PASSAGE_RULES, ...RECORD_RULES];

/** The inputs that rules about passages do not read. */
const NOTHING_ASKED = { guards: { suppressionLists: [], exits: [] }, suppressedBy: [], isMet: () => null };

/** What keeps a record out by its passages alone; null when nothing does. */
export function passageRefusal(
  standing: Pick<AtTheDoor, 'inside' | 'insideBefore' | 'comesAgain'>,
): PassageRefusal | null {
  return refusalBy(PASSAGE_RULES, { ...NOTHING_ASKED, ...standing });
}

/** The first rule that keeps a record out; null without one. */
export function refusalBy<R extends Refusal>(rules: readonly DoorRule<R>[], at: AtTheDoor): R | null {
  return rules.find((rule) => rule.ask(at) === 'KEEPS_OUT')?.refusal ?? null;
}
