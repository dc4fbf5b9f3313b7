import { isOriginalEventType, KNOWN_EVENT_TYPES } from '@millrace/core/criteria';

const KNOWN = [...KNOWN_EVENT_TYPES.values()];

/** The event types that are there without being defined: those that filters look at. */
export const STANDARD_EVENT_TYPES: readonly string[] = KNOWN.flatMap(({ id, kind }) =>
  kind === 'FILTERED' ? [id] : [],
);

/** The original's name of one of its event types, `e_visited_page`; the id when no name is known. */
export function nameOfStandard(id: string): string {
  return KNOWN_EVENT_TYPES.get(id)?.name ?? id;
}

/** The id of one of the original's event types, by its id or its name; undefined when it is none. */
export function standardEventType(name: string): string | undefined {
  if (isOriginalEventType(name) || KNOWN_EVENT_TYPES.has(name)) return name;
  return KNOWN.find((type) => type.name === name)?.id;
}
