import type { Passage, State } from './state.ts';

/** Ends a passage before its time; nothing happens to one that has ended. */
export function leaveEarly(state: State, passage: Passage, reason: string): void {
  if (passage.status === 'ACTIVE') end(state, passage, 'UNENROLLED', reason);
}

export function end(state: State, passage: Passage, status: Passage['status'], reason: string): void {
  passage.status = status;
  passage.reason = reason;
  passage.endedAt = state.now;
  passage.wait = null;
  passage.due = null;
  passage.aside = null;
}
