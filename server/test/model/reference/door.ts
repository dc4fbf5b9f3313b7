import { isEmpty, isMet } from './criteria.ts';
import { leaveEarly } from './leaving.ts';
import { subjectOf } from './records.ts';
import {
  activeIn,
  currentOf,
  type Flow,
  type Passage,
  type State,
  sameContacts,
  type Trigger,
} from './state.ts';

/** How a contact knocks at the door of a flow. */
export interface Knock {
  readonly enters: Trigger | null;
  readonly entersAgain: Trigger | null;
  readonly at: number;
}

/** Lets a contact in, by the rules of the door in their order, or says why not. */
export function knock(state: State, flow: Flow, contact: string, { enters, entersAgain, at }: Knock): string {
  if (activeIn(state, flow.id, contact)) return 'ALREADY_ACTIVE';
  const same = sameContacts(state, contact);
  const wasInside = state.passages.some(
    (each) => each.flow === flow.id && same.includes(each.contact) && !each.isRefusal,
  );
  const trigger = wasInside ? entersAgain : enters;
  if (!trigger) return 'ENROLLED_BEFORE';
  const refusal = refusalOf(state, flow, contact);
  const passage = begin(state, flow, contact, { trigger, at, refusal });
  if (refusal) return refusal;
  leaveOthers(state, flow, passage);
  return 'ENROLLED';
}

/** Suppression, then the goal, of the contact as it is now. */
export function refusalOf(state: State, flow: Flow, contact: string): string | null {
  const { suppressionListIds, goalFilterBranch } = currentOf(flow);
  const subject = subjectOf(state, contact);
  if (suppressionListIds.some((list: number) => subject.lists.has(String(list)))) return 'SUPPRESSED';
  return !isEmpty(goalFilterBranch) && isMet(goalFilterBranch, subject) ? 'GOAL_MET' : null;
}

function begin(
  state: State,
  flow: Flow,
  contact: string,
  { trigger, at, refusal }: { trigger: Trigger; at: number; refusal: string | null },
): Passage {
  const passage: Passage = {
    number: state.passages.length,
    flow: flow.id,
    contact,
    enrolledAt: at,
    trigger,
    status: refusal ? 'UNENROLLED' : 'ACTIVE',
    reason: refusal,
    endedAt: refusal ? at : null,
    isRefusal: refusal !== null,
    actionId: currentOf(flow).startActionId ?? null,
    revision: flow.revisions.length,
    pin: null,
    wait: null,
    due: refusal ? null : state.now,
    aside: null,
    pause: null,
    isTakenOut: false,
    outputs: {},
    steps: [],
  };
  state.passages.push(passage);
  return passage;
}

/** Whoever enters leaves the other flows, where the flow says so; by an action, those that are due leave at their turn. */
function leaveOthers(state: State, flow: Flow, entered: Passage): void {
  const setting = currentOf(flow).unEnrollmentSetting;
  if (!setting || setting.type === 'NONE') return;
  for (const passage of state.passages) {
    const isMeant = setting.type === 'ALL' || setting.flowIds.includes(passage.flow);
    if (!isMeant || passage.contact !== entered.contact || passage.flow === flow.id) continue;
    const isAtTurn = entered.trigger.kind === 'FLOW' && passage.due !== null && passage.due <= state.now;
    if (isAtTurn) passage.isTakenOut = true;
    else leaveEarly(state, passage, 'OTHER_FLOW_ENTERED');
  }
}
