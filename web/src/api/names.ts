import type { Operations } from '@millrace/client';
import { type Names, namesOf } from '@millrace/core/sentences';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

/** What is to be called by its name: lists, flows, emails, … by their ids, and the properties of types. */
export type Mentions = Operations['POST /millrace/v1/names']['body'];

/** Object types whose properties one question may ask for; those beyond are said by their names. */
const TYPES_MAX = 20;
/** How long a name is taken for true. */
const FRESH_MS = 60_000;

/** The names of what a page mentions: one question for all. While they are not known, and for what is gone, ids stand for themselves. */
export function useNamesOf(mentions: Mentions): Names {
  const { data } = useQuery({
    queryKey: ['POST /millrace/v1/names', mentions] as const,
    queryFn: ({ signal }) => call('POST /millrace/v1/names', { body: mentions }, signal),
    select: namesOf,
    enabled: Object.keys(mentions).length > 0,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry: false,
  });
  return data ?? NONE;
}

const NONE = namesOf({});

/** Says something about records of a type with the names of what it mentions: said once to hear what that is, and again as names come. */
export function useSaid<T>(objectTypeId: string, say: (names: Names) => T): T {
  return say(useNamesOf(mentionsOf(objectTypeId, say)));
}

/** What is mentioned when something is said about records of a type. */
export function mentionsOf(objectTypeId: string, say: (names: Names) => unknown): Mentions {
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
