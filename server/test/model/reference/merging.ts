import { archive, moveInList, note, put, subjectOf } from './records.ts';
import type { Contact, State, Values } from './state.ts';

/**
 * Makes one contact of two, with an id of its own: what the first has, and what that lacks of the second; the history of the first. It joins
 * the lists kept by hand that either was in.
 */
export function mergeContacts(state: State, firstId: string, secondId: string, id: string): void {
  const [first, second] = [firstId, secondId].map((each) => state.contacts.get(each)!) as [Contact, Contact];
  const gained: Values = Object.fromEntries(
    Object.entries(second.values).filter(
      ([name, value]) => value !== '' && (first.values[name] ?? '') === '',
    ),
  );
  const madeOf = [firstId, secondId];
  for (const old of madeOf) archive(state, old, 'MERGED');
  const { createdAt, values, history } = first;
  const survivor: Contact = { id, createdAt, values, history: [...history], gone: null, madeOf };
  state.contacts.set(id, survivor);
  const before = subjectOf(state, id);
  const written = put(state, survivor, gained);
  note(state, survivor, { kind: 'created', before, written, isByMerge: true });
  for (const old of [first, second]) note(state, old, { kind: 'merged', before: null });
  for (const list of state.lists.values())
    if (!list.filters && madeOf.some((old) => list.members.has(old)))
      moveInList(state, list.id, id, 'joined', { isByMerge: true });
}
