import { isMet } from './criteria.ts';
import { knock } from './door.ts';
import { leaveEarly } from './leaving.ts';
import { moveInList } from './records.ts';
import { activeIn, type Change, currentOf, type Flow, type State } from './state.ts';
import { meaningOf } from './triggers.ts';
import { endsWait } from './waits.ts';

/** Looks at all that has happened, in order; answers whether there was anything. */
export function evaluateChanges(state: State): boolean {
  const changes = state.log.slice(state.looked);
  state.looked = state.log.length;
  for (const change of changes) evaluate(state, change);
  return changes.length > 0;
}

function evaluate(state: State, change: Change): void {
  const { kind, contact } = change;
  if (kind === 'merged') for (const passage of activeOf(state, contact)) leaveEarly(state, passage, 'MERGED');
  if (kind === 'archived') for (const passage of activeOf(state, contact)) passage.due = state.now;
  if (state.contacts.get(contact)!.gone) return;
  for (const flow of state.flows.values()) if (looksAt(flow, change)) tell(state, flow, change);
  for (const list of state.lists.values()) {
    if (list.filters === null) continue;
    const kind = isMet(list.filters, change.after) ? 'joined' : 'left';
    moveInList(state, list.id, contact, kind, { isByMerge: change.isByMerge });
  }
  wake(state, change);
}

function looksAt(flow: Flow, { number }: Change): boolean {
  return !flow.isDeleted && currentOf(flow).isEnabled && number > flow.watchesAfter;
}

function tell(state: State, flow: Flow, change: Change): void {
  const { leaves, ...wants } = meaningOf(currentOf(flow), flow.policies, change);
  const inside = activeIn(state, flow.id, change.contact);
  if (leaves && inside) leaveEarly(state, inside, leaves);
  if (wants.enters || wants.entersAgain) knock(state, flow, change.contact, { ...wants, at: change.at });
}

/** What was waited for has come; a date that is waited for has moved. */
function wake(state: State, change: Change): void {
  for (const passage of activeOf(state, change.contact)) {
    if (endsWait(state, passage, change)) passage.due = state.now;
  }
}

function activeOf(state: State, contact: string) {
  return state.passages.filter((passage) => passage.contact === contact && passage.status === 'ACTIVE');
}
