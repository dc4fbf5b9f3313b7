import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { query, useScope } from '../api/index.ts';
import type { Option } from './option.ts';

/** The object types that every account has. */
const BUILT_IN: readonly (Option & { readonly plural: string })[] = [
  { id: '0-1', name: 'Contact', plural: 'contacts' },
  { id: '0-2', name: 'Company', plural: 'companies' },
  { id: '0-3', name: 'Deal', plural: 'deals' },
  { id: '0-5', name: 'Ticket', plural: 'tickets' },
  { id: '0-7', name: 'Product', plural: 'products' },
  { id: '0-8', name: 'Line item', plural: 'line items' },
  { id: '0-14', name: 'Quote', plural: 'quotes' },
  { id: '0-18', name: 'Communication', plural: 'communications' },
  { id: '0-27', name: 'Task', plural: 'tasks' },
  { id: '0-46', name: 'Note', plural: 'notes' },
  { id: '0-47', name: 'Meeting', plural: 'meetings' },
  { id: '0-48', name: 'Call', plural: 'calls' },
  { id: '0-49', name: 'Email', plural: 'emails' },
];

/** "Contact", "contacts": in words, with the account's own types. */
export function useObjectTypes(): readonly (Option & { readonly plural: string })[] {
  const isOpen = useScope('crm.schemas.custom.read');
  const { data } = useQuery({ ...query('GET /crm-object-schemas/v3/schemas', {}), enabled: isOpen });
  return useMemo(() => {
    const own = (data?.results ?? []).map(({ objectTypeId, name, labels }) => ({
      id: objectTypeId,
      name: labels.singular ?? name,
      plural: (labels.plural ?? `${name} records`).toLowerCase(),
    }));
    const known = new Set(own.map(({ id }) => id));
    return [...BUILT_IN.filter(({ id }) => !known.has(id)), ...own];
  }, [data]);
}

/** What the records of a type are called: "contacts". */
export function usePlural(objectTypeId: string): string {
  return useObjectTypes().find(({ id }) => id === objectTypeId)?.plural ?? 'records';
}
