import { type Names, namesOf } from './names.ts';

/** What a sentence mentions, as `POST /millrace/v1/names` is asked for it: things by their kind and id, associations by category and id. */
export interface Mentioned {
  readonly objectTypeIds: string[];
  readonly associations: string[];
  readonly things: Record<string, string[]>;
}

/** Object types whose properties one question may ask for; those beyond are said by their names. */
const TYPES_MAX = 20;

const NONE = namesOf({});

/** What is mentioned when something is said about records of a type: it is said once without any name. */
export function mentionsOf(objectTypeId: string, say: (names: Names) => unknown): Mentioned {
  const asked = new Map<string, Set<string>>();
  const associations = new Set<string>();
  const types = new Set([objectTypeId]);
  say({
    ...NONE,
    property(bearer) {
      if (bearer !== null) types.add(bearer);
      return undefined;
    },
    association(category, typeId) {
      associations.add(`${category}/${typeId}`);
      return undefined;
    },
    thing(kind, id) {
      if (NAMED.has(kind)) asked.set(kind, (asked.get(kind) ?? new Set()).add(id));
      return undefined;
    },
  });
  const things = Object.fromEntries([...asked].map(([kind, ids]) => [kind, [...ids].sort()]));
  return { objectTypeIds: [...types].slice(0, TYPES_MAX), associations: [...associations], things };
}

/** The kinds of things that the server knows names of. */
const NAMED: ReadonlySet<string> = new Set([
  ...['list', 'flow', 'form', 'email', 'owner', 'user', 'team', 'event', 'subscription', 'actionType'],
]);
