import type { Mentions, TimelineEntry } from '../../api/index.ts';

/** The kind of thing that a property of an event holds the id of. */
export function idIn(property: string): 'email' | 'form' | undefined {
  return property === 'hs_email_id' ? 'email' : property === 'hs_form_id' ? 'form' : undefined;
}

/** What the entries of a timeline mention by its id. */
export function mentionsOf(entries: readonly TimelineEntry[]): Mentions {
  const things = { list: new Set<string>(), email: new Set<string>(), form: new Set<string>() };
  for (const entry of entries) {
    if (entry.kind === 'CHANGE') {
      if (entry.listId !== null) things.list.add(entry.listId);
      if (entry.source.type === 'FORM' && entry.source.id !== null) things.form.add(entry.source.id);
    }
    if (entry.kind === 'EVENT')
      for (const [name, id] of Object.entries(entry.properties)) {
        const kind = idIn(name);
        if (kind !== undefined) things[kind].add(id);
      }
  }
  const found = Object.entries(things).filter(([, ids]) => ids.size > 0);
  if (found.length === 0) return {};
  return { things: Object.fromEntries(found.map(([kind, ids]) => [kind, [...ids].sort()])) };
}
