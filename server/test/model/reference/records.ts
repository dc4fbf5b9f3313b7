import type { Change, Contact, State, Subject, Values } from './state.ts';

/** Which flow's action does it, and whether a merge leads to it. */
interface Cause {
  readonly byFlow?: string;
  readonly isByMerge?: boolean;
}

export function createContact(state: State, id: string, values: Values): void {
  const contact: Contact = { id, createdAt: state.now, values: {}, history: [], gone: null, madeOf: [] };
  state.contacts.set(id, contact);
  const written = put(state, contact, values);
  note(state, contact, { kind: 'created', before: null, written });
}

/** Writes values; a value that is there already is no change. */
export function writeValues(state: State, id: string, values: Values, cause: Cause = {}): void {
  const contact = state.contacts.get(id)!;
  const before = subjectOf(state, id);
  const written = put(state, contact, values);
  if (Object.keys(written).length > 0) note(state, contact, { kind: 'updated', before, written, ...cause });
}

export function noteEvent(state: State, id: string, type: string, properties: Values): void {
  const before = subjectOf(state, id);
  note(state, state.contacts.get(id)!, { kind: 'event', before, event: { type, properties } });
}

/** Joins or leaves a list; who is there already, or gone, does not. */
export function moveInList(
  state: State,
  listId: string,
  id: string,
  kind: 'joined' | 'left',
  cause: Cause = {},
): void {
  const { members } = state.lists.get(listId)!;
  if (members.has(id) === (kind === 'joined')) return;
  const before = subjectOf(state, id);
  if (kind === 'joined') members.add(id);
  else members.delete(id);
  note(state, state.contacts.get(id)!, { kind, before, list: listId, ...cause });
}

export function archive(
  state: State,
  id: string,
  gone: 'RECORD_DELETED' | 'MERGED' = 'RECORD_DELETED',
): void {
  const contact = state.contacts.get(id)!;
  contact.gone = gone;
  note(state, contact, { kind: 'archived', before: subjectOf(state, id) });
}

export function subjectOf(state: State, id: string): Subject {
  const lists = [...state.lists.values()].filter(({ members }) => members.has(id)).map((list) => list.id);
  return { values: state.contacts.get(id)!.values, lists: new Set(lists) };
}

export function put(state: State, contact: Contact, values: Values): Values {
  const written = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => (contact.values[name] ?? '') !== value),
  );
  contact.values = { ...contact.values, ...written };
  for (const [name, value] of Object.entries(written)) contact.history.push({ name, value, at: state.now });
  return written;
}

export function note(
  state: State,
  { id }: Contact,
  { kind, before, ...more }: Pick<Change, 'kind' | 'before'> & Partial<Change>,
): void {
  state.log.push({
    number: state.log.length + 1,
    at: state.now,
    contact: id,
    kind,
    before,
    after: subjectOf(state, id),
    written: {},
    event: null,
    list: null,
    byFlow: null,
    isByMerge: false,
    ...more,
  });
}
