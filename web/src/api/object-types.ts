import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { hasScope } from './lacking.ts';
import { session } from './session.ts';

/** A type of records, as pages name it. */
export interface ObjectTypeName {
  readonly id: string;
  readonly singular: string;
  readonly plural: string;
  /** The property that names a record, with what else may. */
  readonly display: readonly string[];
}

const type = (id: string, singular: string, plural: string, ...display: string[]): ObjectTypeName => ({
  id,
  singular,
  plural,
  display,
});

/** Those of every account that people work with. */
const STANDARD: readonly ObjectTypeName[] = [
  type('0-1', 'Contact', 'Contacts', 'firstname', 'lastname', 'email'),
  type('0-2', 'Company', 'Companies', 'name', 'domain'),
  type('0-3', 'Deal', 'Deals', 'dealname'),
  type('0-5', 'Ticket', 'Tickets', 'subject'),
  type('0-27', 'Task', 'Tasks', 'hs_task_subject'),
  type('0-46', 'Note', 'Notes', 'hs_note_body'),
  type('0-7', 'Product', 'Products', 'name'),
  type('0-8', 'Line item', 'Line items', 'name'),
  type('0-14', 'Quote', 'Quotes', 'hs_title'),
];

/** How long the list of the account's own types is taken for true. */
const FRESH_MS = 60_000;

const READS_SCHEMAS = 'crm.schemas.custom.read';

/** The standard types and the account's own; refused to a token that may not read those. */
export const everyObjectType = queryOptions({
  queryKey: ['object types', 'every'] as const,
  queryFn: async ({ signal }): Promise<readonly ObjectTypeName[]> => {
    const { results } = await call('GET /crm-object-schemas/v3/schemas', {}, signal);
    const own = results.map(({ objectTypeId, name, labels, primaryDisplayProperty }) =>
      type(
        objectTypeId,
        labels.singular ?? name,
        labels.plural ?? labels.singular ?? name,
        ...(primaryDisplayProperty === undefined ? [] : [primaryDisplayProperty]),
      ),
    );
    return [...STANDARD, ...own];
  },
  staleTime: FRESH_MS,
});

/** Those that the token may know of. Asked on every page: what would be refused each time is not asked. */
export const objectTypes = queryOptions({
  queryKey: ['object types'] as const,
  queryFn: async ({ client }): Promise<readonly ObjectTypeName[]> =>
    hasScope(await client.ensureQueryData(session), READS_SCHEMAS)
      ? client.fetchQuery(everyObjectType)
      : STANDARD,
  staleTime: FRESH_MS,
});

/** The standard types at once, and the account's own as soon as they are known; to a token that may not read them they stay unknown. */
export function useObjectTypes(): readonly ObjectTypeName[] {
  return useQuery(objectTypes).data ?? STANDARD;
}

/** The name of a type by its id; the id itself where nothing is known of it. */
export function useObjectTypeName(id: string): ObjectTypeName {
  return useObjectTypes().find((each) => each.id === id) ?? type(id, id, id);
}
