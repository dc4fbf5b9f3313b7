import type { Body } from '../../support/story.ts';
import { isMet } from './criteria.ts';
import { knock } from './door.ts';
import { NotCompared } from './not-compared.ts';
import { moveInList, subjectOf, writeValues } from './records.ts';
import { currentOf, type Passage, type State, type Step } from './state.ts';

/** What an action came to, and where it leads. */
export interface Did {
  readonly outcome: Step['outcome'];
  readonly reason: string | null;
  readonly next: string | null;
}

/** Does what an action says that neither waits nor was skipped. */
export function act(state: State, passage: Passage, action: Body): Did {
  const next = action.connection?.nextActionId ?? null;
  const { contact, flow } = passage;
  const done: Did = { outcome: 'SUCCEEDED', reason: null, next };
  switch (action.actionTypeId ?? action.type) {
    case '0-5': {
      const { property_name: name, value } = action.fields;
      writeValues(state, contact, { [name]: valueFor(state, contact, name, value) }, { byFlow: flow });
      return done;
    }
    case '0-63809083':
      moveInList(state, action.fields.listId, contact, 'joined', { byFlow: flow });
      return done;
    case '0-63863438':
      moveInList(state, action.fields.listId, contact, 'left', { byFlow: flow });
      return done;
    case '0-15':
      return enroll(state, passage, action.fields.flow_id, next);
    case 'STATIC_BRANCH': {
      const { inputValue, staticBranches, defaultBranch } = action;
      const value = inputOf(state, passage, inputValue);
      const branch = staticBranches.find((each: Body) => each.branchValue === value);
      return { ...done, next: (branch ? branch.connection : defaultBranch)?.nextActionId ?? null };
    }
    case 'LIST_BRANCH': {
      const subject = subjectOf(state, contact);
      const branch = action.listBranches.find((each: Body) => isMet(each.filterBranch, subject));
      return { ...done, next: (branch ? branch.connection : action.defaultBranch)?.nextActionId ?? null };
    }
    default:
      throw new Error(`The reference does not know the action ${action.actionTypeId ?? action.type}.`);
  }
}

function valueFor(state: State, contact: string, name: string, value: Body): string {
  const { values } = state.contacts.get(contact)!;
  switch (value.type) {
    case 'STATIC_VALUE':
      return value.staticValue;
    case 'OBJECT_PROPERTY':
      return values[value.propertyName] ?? '';
    case 'INCREMENT':
      return String(Number(values[name] ?? '') + value.incrementAmount);
    default:
      throw new Error(`The reference does not know the value ${value.type}.`);
  }
}

function inputOf(state: State, { contact, outputs }: Passage, input: Body): string {
  return input.type === 'FIELD_DATA'
    ? (outputs[input.actionId]?.[input.dataKey] ?? '')
    : (state.contacts.get(contact)!.values[input.propertyName] ?? '');
}

/** Whether the contact goes on in a flow, or has ended it, at this instant: between the steps of two flows there is no order. */
function actsNow({ passages, now }: State, flowId: string, id: string): boolean {
  return passages.some(
    ({ flow, contact, due, endedAt, isRefusal }) =>
      flow === flowId && contact === id && !isRefusal && (endedAt === now || (due !== null && due <= now)),
  );
}

/** Another flow's door is asked as by hand. */
function enroll(state: State, { contact }: Passage, flowId: string, next: string | null): Did {
  const flow = state.flows.get(flowId);
  if (!flow || flow.isDeleted) return { outcome: 'FAILED', reason: 'FLOW_NOT_FOUND', next };
  const { isEnabled, enrollmentCriteria } = currentOf(flow);
  if (!isEnabled) return { outcome: 'FAILED', reason: 'TARGET_FLOW_TURNED_OFF', next };
  if (actsNow(state, flowId, contact)) throw new NotCompared();
  const trigger = { kind: 'FLOW', properties: {} } as const;
  const again = enrollmentCriteria.shouldReEnroll ? trigger : null;
  const outcome = knock(state, flow, contact, { enters: trigger, entersAgain: again, at: state.now });
  return outcome === 'ENROLLED'
    ? { outcome: 'SUCCEEDED', reason: null, next }
    : { outcome: 'SKIPPED', reason: outcome, next };
}
