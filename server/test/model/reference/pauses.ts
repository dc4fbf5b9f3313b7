import { actionOf } from './program.ts';
import type { Passage, Pause, State } from './state.ts';
import { logSteering } from './steering.ts';
import { lookAtWait } from './waits.ts';

/** All that holds a passage, each by itself. */
function pausesOf({ pauses }: State, { flow, pause }: Passage): Pause[] {
  return [...pauses.filter((each) => holds(each, flow)), ...(pause ? [pause] : [])];
}

function holds({ of }: Pause, flow: string): boolean {
  return of === 'ACCOUNT' || (of !== 'ENROLLMENT' && of.flow === flow);
}

export function isPaused(state: State, passage: Passage): boolean {
  return pausesOf(state, passage).length > 0;
}

/** The pause of a flow or of the account that was not ended. */
export function openPause({ pauses }: State, of: Pause['of']): Pause | undefined {
  return pauses.find((each) => !each.isEnding && JSON.stringify(each.of) === JSON.stringify(of));
}

export function pauseScope(state: State, of: Pause['of'], time: Pause['time']): void {
  state.pauses.push({ of, time, since: state.now, isEnding: false });
}

/** It holds until the job behind it has moved what stood still. */
export function resumeScope(state: State, pause: Pause, perMinute: number): void {
  pause.isEnding = true;
  state.background.push(() => {
    state.pauses.splice(state.pauses.indexOf(pause), 1);
    const held = state.passages.filter(({ flow }) => holds(pause, flow));
    for (const passage of held)
      if (passage.due !== null && passage.due <= state.now) setAside(passage, passage.due);
    letGo(state, pause, held, perMinute);
  });
}

export function pausePassage(state: State, passage: Passage, time: Pause['time']): void {
  passage.pause = { of: 'ENROLLMENT', time, since: state.now, isEnding: false };
  logSteering(state, passage, 'PAUSED');
}

export function resumePassage(state: State, passage: Passage, perMinute: number): void {
  const pause = passage.pause!;
  passage.pause = null;
  logSteering(state, passage, 'RESUMED');
  letGo(state, pause, [passage], perMinute);
}

/**
 * A pause is over that held these: the waits of lengths of time go on for what was left of them, and what fell due meanwhile is due
 * again, in the order in which it fell due, so many a minute; unless another pause holds it still.
 */
function letGo(state: State, pause: Pause, held: readonly Passage[], perMinute: number): void {
  const active = held.filter(({ status }) => status === 'ACTIVE');
  for (const passage of active) {
    if (!passage.wait) continue;
    passage.wait.still += stillFor(state, pause, passage);
    const action = actionOf(state, passage);
    if (!action || passage.wait.isSkipped) continue;
    const looked = lookAtWait(state, passage, action);
    if (looked.kind === 'waits') {
      passage.due = looked.until;
      passage.aside = null;
    }
  }
  const free = active.filter((passage) => passage.aside !== null && !isPaused(state, passage));
  const inOrder = free.toSorted((a, b) => a.aside! - b.aside! || a.number - b.number);
  for (const [index, passage] of inOrder.entries()) {
    passage.aside = null;
    passage.due = state.now + Math.floor((index * 60_000) / perMinute);
  }
}

/** What has fallen due in a pause keeps when it did first. */
export function setAside(passage: Passage, fellDue: number): void {
  passage.aside = Math.min(passage.aside ?? fellDue, fellDue);
  passage.due = null;
}

/** Time that several pauses cover stands still once: the last of them to end counts it. */
function stillFor(state: State, { time, since }: Pause, passage: Passage): number {
  if (time === 'GOES_ON') return 0;
  const lasting = pausesOf(state, passage).filter((other) => other.time === 'STANDS_STILL');
  return Math.max(0, Math.min(state.now, ...lasting.map((other) => other.since)) - since);
}
