import type { Operations } from '@millrace/client';
import { mentionsOf, type Names, namesOf } from '@millrace/core/sentences';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

/** What is to be called by its name: lists, flows, emails, … by their ids, and the properties of types. */
export type Mentions = Operations['POST /millrace/v1/names']['body'];

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
