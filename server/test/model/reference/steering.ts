import { leaveEarly } from './leaving.ts';
import { actionIn, isEnabled, revisionOf, wayOf } from './program.ts';
import type { Passage, State } from './state.ts';

/** The log says what was done from outside, at no action. */
export function logSteering({ now }: State, { steps }: Passage, reason: string): void {
  steps.push({ actionId: '', outcome: 'SUCCEEDED', reason, startedAt: now, at: now });
}

/** Ends a wait before its time; whoever does not wait is left alone. */
export function skipWait(state: State, passage: Passage, isLogged: boolean): void {
  if (passage.status !== 'ACTIVE' || !passage.wait || passage.wait.kind === 'window') return;
  if (isLogged) logSteering(state, passage, 'WAIT_SKIPPED');
  passage.wait.isSkipped = true;
  passage.due = state.now;
}

/** Puts a passage at an action that its way has. */
export function jump(state: State, passage: Passage, actionId: string): void {
  const isThere = actionIn(wayOf(state, passage), actionId) !== undefined;
  if (passage.status !== 'ACTIVE' || !isThere || !isEnabled(state, passage)) return;
  logSteering(state, passage, 'JUMPED');
  Object.assign(passage, { actionId, wait: null, due: state.now, revision: revisionOf(state, passage) });
}

export function steerOut(state: State, passage: Passage): void {
  if (passage.status !== 'ACTIVE') return;
  logSteering(state, passage, 'UNENROLLED');
  leaveEarly(state, passage, 'MANUAL');
}
