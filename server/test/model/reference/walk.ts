import type { Body } from '../../support/story.ts';
import { act, type Did } from './actions.ts';
import { isEmpty, isMet } from './criteria.ts';
import { end } from './leaving.ts';
import { isPaused, setAside } from './pauses.ts';
import { actionOf, behindRemoved, isEnabled, revisionOf } from './program.ts';
import { subjectOf } from './records.ts';
import { currentOf, type Passage, type State, type Wait } from './state.ts';
import { isFlowControl, isWait, lookAtWait } from './waits.ts';

type Turn = 'goes on' | 'waits' | 'paused' | 'ended';

/** Lets a passage go on for as far as it can: until it waits, is paused, or ends. */
export function walk(state: State, passage: Passage): void {
  const fellDue = passage.due;
  let turn: Turn = 'goes on';
  while (turn === 'goes on') turn = takeTurn(state, passage);
  if (turn === 'paused') setAside(passage, fellDue!);
}

function takeTurn(state: State, passage: Passage): Turn {
  const must = mustLeave(state, passage);
  if (must) return endInTheMiddle(state, passage, must);
  const paused = isPaused(state, passage);
  if (passage.actionId === null) return paused ? 'paused' : complete(state, passage, 'END_OF_PATH');
  let action = actionOf(state, passage);
  if (!action) {
    if (paused) return 'paused';
    const next = behindRemoved(state, passage);
    if (next === null) return complete(state, passage, 'ACTION_REMOVED');
    Object.assign(passage, { actionId: next, wait: null });
    action = actionOf(state, passage)!;
  }
  if (passage.wait && !isWait(action)) passage.wait = null;
  return take(state, passage, action, paused);
}

/** One action: whether it is behind the passage by now. */
function take(state: State, passage: Passage, action: Body, paused: boolean): 'goes on' | 'waits' | 'paused' {
  passage.revision = revisionOf(state, passage);
  if (isWait(action) && !passage.wait?.isSkipped) {
    if (paused && !passage.wait) return 'paused';
    const looked = lookAtWait(state, passage, action);
    if (looked.kind === 'waits') {
      const isNewHold = looked.for === 'held' && passage.wait?.reason !== looked.reason;
      if (paused && isNewHold) return 'paused';
      if (isNewHold) log(state, passage, { outcome: 'FAILED', reason: looked.reason! });
      passage.wait = waitOf(state, passage, looked.for, looked.reason ?? null);
      passage.due = looked.until;
      return 'waits';
    }
    if (paused) return 'paused';
    passage.outputs = { ...passage.outputs, [action.actionId]: looked.outputs };
    step(state, passage, {
      outcome: 'SUCCEEDED',
      reason: null,
      next: action.connection?.nextActionId ?? null,
    });
    return 'goes on';
  }
  if (paused) return 'paused';
  step(state, passage, done(state, passage, action));
  return 'goes on';
}

function done(state: State, passage: Passage, action: Body): Did {
  const next = action.connection?.nextActionId ?? null;
  if (passage.wait?.isSkipped) return { outcome: 'SKIPPED', reason: 'WAIT_SKIPPED', next };
  if (!isFlowControl(action) && !isEnabled(state, passage))
    return { outcome: 'SKIPPED', reason: 'FLOW_TURNED_OFF', next };
  return act(state, passage, action);
}

function step(state: State, passage: Passage, { next, ...did }: Did): void {
  log(state, passage, did);
  passage.wait = null;
  passage.actionId = next;
}

function log(state: State, { steps, actionId, wait }: Passage, did: Pick<Did, 'outcome' | 'reason'>): void {
  steps.push({ actionId: actionId!, ...did, startedAt: wait?.since ?? state.now, at: state.now });
}

function waitOf(state: State, { wait }: Passage, kind: Wait['kind'], reason: string | null): Wait {
  const { since = state.now, still = 0 } = wait ?? {};
  const after = wait?.kind === 'event' ? wait.after : state.log.length;
  return { kind, since, still, isSkipped: false, reason, after };
}

/** The flow is deleted, the contact is gone, or the goal is met. */
function mustLeave(state: State, passage: Passage): string | null {
  const flow = state.flows.get(passage.flow)!;
  if (flow.isDeleted) return 'FLOW_DELETED';
  const { gone } = state.contacts.get(passage.contact)!;
  if (gone) return gone;
  if (passage.isTakenOut) return 'OTHER_FLOW_ENTERED';
  const { goalFilterBranch } = currentOf(flow);
  if (passage.actionId === null || isEmpty(goalFilterBranch)) return null;
  return isMet(goalFilterBranch, subjectOf(state, passage.contact)) ? 'GOAL_MET' : null;
}

/** The log shows where it stood; a wait in which the goal is met is not skipped. */
function endInTheMiddle(state: State, passage: Passage, reason: string): Turn {
  const isInWait = reason === 'GOAL_MET' && passage.wait !== null && passage.wait.kind !== 'window';
  if (passage.actionId !== null && !isInWait) log(state, passage, { outcome: 'SKIPPED', reason });
  end(state, passage, 'UNENROLLED', reason);
  return 'ended';
}

function complete(state: State, passage: Passage, reason: string): Turn {
  end(state, passage, 'COMPLETED', reason);
  return 'ended';
}
