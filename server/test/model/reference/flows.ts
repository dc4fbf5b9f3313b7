import type { Body } from '../../support/story.ts';
import { isEmpty } from './criteria.ts';
import { refusalOf } from './door.ts';
import { leaveEarly } from './leaving.ts';
import { currentOf, type Flow, type Passage, type State } from './state.ts';

export function createFlow(state: State, id: string, body: Body): void {
  state.flows.set(id, {
    id,
    revisions: [body],
    isDeleted: false,
    policies: {},
    watchesAfter: state.log.length,
  });
}

/** Saves a revision, for everybody or for new ones only. */
export function saveFlow(state: State, id: string, next: Body, appliesTo: 'EVERYBODY' | 'NEW_ONLY'): void {
  const flow = state.flows.get(id)!;
  const previous = currentOf(flow);
  const inside = insideOf(state, flow);
  if (appliesTo === 'NEW_ONLY') for (const passage of inside) passage.pin ??= flow.revisions.length;
  flow.revisions.push(next);
  const others = JSON.stringify(doorOf(previous)) !== JSON.stringify(doorOf(next));
  if (next.isEnabled && (!previous.isEnabled || others)) flow.watchesAfter = state.log.length;
  const mayEnd = !isEmpty(next.goalFilterBranch) || next.suppressionListIds.length > 0;
  if (next.isEnabled && mayEnd && (!previous.isEnabled || exitsOf(previous) !== exitsOf(next)))
    state.background.push(() => letLeave(state, flow));
  for (const passage of inside) if (isMoved(passage, previous, next)) passage.due = state.now;
}

export function deleteFlow(state: State, id: string): void {
  const flow = state.flows.get(id)!;
  flow.isDeleted = true;
  for (const passage of insideOf(state, flow)) passage.due = state.now;
}

/** It looks at what happens from then on. */
export function undeleteFlow(state: State, id: string): void {
  const flow = state.flows.get(id)!;
  flow.isDeleted = false;
  flow.watchesAfter = state.log.length;
}

function insideOf(state: State, { id }: Flow): Passage[] {
  return state.passages.filter(({ flow, status }) => flow === id && status === 'ACTIVE');
}

function doorOf({ enrollmentCriteria, goalFilterBranch }: Body) {
  return [enrollmentCriteria, goalFilterBranch];
}

function exitsOf({ suppressionListIds, goalFilterBranch }: Body): string {
  return JSON.stringify([suppressionListIds, goalFilterBranch ?? null]);
}

/** Whoever stands at an action that was changed or removed is looked at again; so is whoever is held. */
function isMoved({ actionId, wait, pin }: Passage, previous: Body, next: Body): boolean {
  if (pin !== null) return false;
  const [before, after] = [previous, next].map((body) =>
    JSON.stringify(body.actions.find((action: Body) => action.actionId === actionId)),
  );
  return before !== after || wait?.kind === 'held';
}

/** In the background: a goal or a suppression that came with a save is asked of those inside. */
function letLeave(state: State, flow: Flow): void {
  if (flow.isDeleted || !currentOf(flow).isEnabled) return;
  for (const passage of insideOf(state, flow)) {
    const reason = refusalOf(state, flow, passage.contact);
    if (reason) leaveEarly(state, passage, reason);
  }
}

/** As if the flow had been saved for them at that moment. */
export function releasePins(state: State, id: string): void {
  const flow = state.flows.get(id)!;
  for (const passage of insideOf(state, flow)) {
    if (passage.pin === null) continue;
    const previous = flow.revisions[passage.pin - 1];
    passage.pin = null;
    if (isMoved(passage, previous, currentOf(flow))) passage.due = state.now;
  }
}
