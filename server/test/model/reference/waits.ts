import type { Body } from '../../support/story.ts';
import { dateWithOffset, endOfDelay } from './clock.ts';
import { occurrenceFor } from './events.ts';
import { actionOf } from './program.ts';
import type { Change, Passage, State, Wait } from './state.ts';

/** What becomes of a passage at an action that waits. */
export type Waiting =
  | { readonly kind: 'over'; readonly outputs: Readonly<Record<string, string>> }
  | {
      readonly kind: 'waits';
      readonly for: Wait['kind'];
      readonly until: number | null;
      readonly reason?: string;
    };

const OVER: Waiting = { kind: 'over', outputs: {} };

/** Looks at a wait as it is told now: by the action as it is saved, from when the wait began, and by the contact's values. */
export function lookAtWait(state: State, passage: Passage, action: Body): Waiting {
  const { fields } = action;
  const since = passage.wait?.since ?? state.now;
  const counted = since + (passage.wait?.still ?? 0);
  switch (action.actionTypeId) {
    case '0-1':
      return until(state, endOfDelay(counted, fields));
    case '0-35': {
      const value = state.contacts.get(passage.contact)!.values[fields.date.propertyName] ?? '';
      if (value === '') return { kind: 'waits', for: 'held', until: null, reason: 'NO_DATE' };
      return until(state, dateWithOffset(value, fields));
    }
    case '0-29':
      return lookForEvent(state, passage, fields, { since, counted });
    default:
      throw new Error(`The reference does not know the wait ${action.actionTypeId}.`);
  }
}

function until(state: State, end: number): Waiting {
  return end <= state.now ? OVER : { kind: 'waits', for: 'delay', until: end };
}

/** An event counts that happened behind the last change when the wait began, and not after its time was over. */
function lookForEvent(
  state: State,
  { wait, contact }: Passage,
  { event_filter_branches: branches, expiration_minutes: minutes }: Body,
  { since, counted }: { readonly since: number; readonly counted: number },
): Waiting {
  const end = minutes === undefined ? null : counted + Number(minutes) * 60_000;
  const after = wait?.kind === 'event' ? wait.after : state.log.length;
  const isMet = state.log
    .slice(after)
    .some(
      (change) =>
        change.contact === contact &&
        change.at >= since &&
        (end === null || change.at <= end) &&
        occurrenceFor(branches, change),
    );
  const isOver = end !== null && end <= state.now;
  if (isMet || isOver) return { kind: 'over', outputs: { hs_event_criteria_met: String(isMet) } };
  return { kind: 'waits', for: 'event', until: end };
}

/** Whether a change has a wait looked at again before its time. */
export function endsWait(state: State, passage: Passage, change: Change): boolean {
  const action = actionOf(state, passage);
  if (!action || !passage.wait) return false;
  switch (action.actionTypeId) {
    case '0-35':
      return action.fields.date.propertyName in change.written;
    case '0-29':
      return occurrenceFor(action.fields.event_filter_branches, change) !== undefined;
    default:
      return false;
  }
}

/** The actions that wait. */
export function isWait({ actionTypeId }: Body): boolean {
  return ['0-1', '0-35', '0-29'].includes(actionTypeId);
}

/** What goes on in a flow that is turned off, and outside of its hours: waits and branches. */
export function isFlowControl(action: Body): boolean {
  return isWait(action) || action.type.endsWith('_BRANCH');
}
