import type { LeaveReason } from '@millrace/core/flow';
import { goalNotMet, notToLeave } from './exits.ts';
import { notActive } from './not-active.ts';
import { notSuppressed } from './not-suppressed.ts';
import { reEnrollment } from './re-enrollment.ts';
import type { AtTheDoor, DoorRule, PassageRefusal, Refusal } from './rule.ts';

/** Rules that are asked of the passages of a record alone. */
export const PASSAGE_RULES: readonly DoorRule<PassageRefusal>[] = [notActive, reEnrollment];

/** Rules for which the record has to be loaded. */
export const RECORD_RULES: readonly DoorRule<LeaveReason>[] = [notSuppressed, notToLeave, goalNotMet];

/** The rules of the door, in the order in which they are asked: by admission, explanation and preview alike. */
export const DOOR_RULES: readonly DoorRule[] = [...PASSAGE_RULES, ...RECORD_RULES];

/** What keeps a record out; null when none of the rules does. */
export function refusalBy<R extends Refusal>(rules: readonly DoorRule<R>[], at: AtTheDoor): R | null {
  return rules.find((rule) => rule.ask(at) === 'KEEPS_OUT')?.refusal ?? null;
}
