import { EVENT_TYPES } from '@millrace/core/criteria';

/** Names that the original has for event types of its own; of the others it is not known, so that their ids are their names. */
const NAMES: ReadonlyMap<string, string> = new Map([[EVENT_TYPES.PAGE_VISITED, 'e_visited_page']]);

/** The event types that are there without being defined: those that filters look at. */
export const STANDARD_EVENT_TYPES: readonly string[] = Object.values(EVENT_TYPES);

/** What the original calls one of its event types: `e_visited_page`. */
export function nameOfStandard(id: string): string {
  return NAMES.get(id) ?? id;
}

/** The id of one of the original's event types, by its id or its name; undefined when it is none. */
export function standardEventType(name: string): string | undefined {
  if (/^4-\d{1,12}$/.test(name) || STANDARD_EVENT_TYPES.includes(name)) return name;
  return [...NAMES].find(([, known]) => known === name)?.[0];
}
