import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { call, query } from '../api/index.ts';
import { useObjectTypes } from './object-types.ts';
import type { Option } from './option.ts';

/** What a picker offers that is not a property: each is asked for when the first picker of its kind is shown. */
export type OptionKind =
  | 'email'
  | 'flow'
  | 'form'
  | 'list'
  | 'objectType'
  | 'owner'
  | 'secret'
  | 'subscription'
  | 'team'
  | 'user';

/** As many are offered; whoever has more writes the id. */
const OFFERED = 100;
const LISTS_OFFERED = 500;
/** Names of things change seldom. */
const FRESH_MS = 60_000;

/** The same object each time, so that nothing is made anew for it. */
const NONE: readonly never[] = [];

export interface Options {
  readonly options: readonly Option[];
  readonly isLoading: boolean;
  readonly error: Error | null;
}

export function useOptions(kind: OptionKind): Options {
  const objectTypes = useObjectTypes();
  const { data, isLoading, error } = useQuery({
    ...queryOf(kind),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });
  return { options: kind === 'objectType' ? objectTypes : (data ?? NONE), isLoading, error };
}

function queryOf(kind: OptionKind) {
  return queryOptions({ queryKey: ['options', kind], queryFn: ({ signal }) => ask(kind, signal) });
}

async function ask(kind: OptionKind, signal: AbortSignal): Promise<readonly Option[]> {
  switch (kind) {
    case 'email': {
      const { results } = await call('GET /marketing/v3/emails', { query: { limit: OFFERED } }, signal);
      return results.map(({ id = '', name = '', subject, isPublished }) => ({
        id,
        name: name || `Email ${id}`,
        hint: isPublished === false ? 'not published' : (subject ?? ''),
      }));
    }
    case 'flow': {
      const { results } = await call('GET /automation/v4/flows', { query: { limit: OFFERED } }, signal);
      return results.map(({ id, name, isEnabled }) => ({
        id,
        name: name || `Flow ${id}`,
        hint: isEnabled ? 'on' : 'off',
      }));
    }
    case 'form': {
      const { results } = await call('GET /marketing/v3/forms', { query: { limit: OFFERED } }, signal);
      return results.map(({ id, name }) => ({ id, name }));
    }
    case 'list': {
      const { lists } = await call('POST /crm/v3/lists/search', { body: { count: LISTS_OFFERED } }, signal);
      return lists.map(({ listId, name, processingType }) => ({
        id: listId,
        name,
        hint: LIST_KINDS[processingType],
      }));
    }
    case 'owner': {
      const { results } = await call('GET /crm/v3/owners', { query: { limit: OFFERED } }, signal);
      return results.map(({ id, firstName, lastName, email = '' }) => ({
        id,
        name: `${firstName} ${lastName}`.trim() || email || id,
        hint: email,
      }));
    }
    case 'user': {
      const { results } = await call('GET /settings/v3/users', { query: { limit: OFFERED } }, signal);
      return results.map(({ id, firstName = '', lastName = '', email }) => ({
        id,
        name: `${firstName} ${lastName}`.trim() || email,
        hint: email,
      }));
    }
    case 'team': {
      const { results } = await call('GET /settings/v3/users/teams', {}, signal);
      return results.map(({ id, name }) => ({ id, name }));
    }
    case 'secret': {
      const { results } = await call('GET /millrace/v1/secrets', {}, signal);
      return results.map(({ name }) => ({ id: name, name }));
    }
    case 'subscription': {
      const { results } = await call('GET /communication-preferences/v4/definitions', {}, signal);
      return results.map(({ id, name, description }) => ({ id, name, hint: description }));
    }
    case 'objectType':
      return [];
  }
}

const LIST_KINDS = { MANUAL: 'kept by hand', SNAPSHOT: 'filled once', DYNAMIC: 'by filters' } as const;

/** The properties of an object type, by label. */
export function useProperties(objectTypeId: string) {
  const { data, isLoading, error } = useQuery({
    ...query('GET /crm/v3/properties/{objectType}', { path: { objectType: objectTypeId } }),
    staleTime: FRESH_MS,
    enabled: objectTypeId !== '',
  });
  return { properties: data?.results ?? NONE, isLoading, error };
}

/** The types of association between two object types. */
export function useAssociationTypes(from: string, to: string) {
  const { data } = useQuery({
    ...query('GET /crm/associations/v4/{fromObjectType}/{toObjectType}/labels', {
      path: { fromObjectType: from, toObjectType: to },
    }),
    staleTime: FRESH_MS,
    enabled: from !== '' && to !== '',
  });
  return data?.results ?? [];
}
