import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { query } from '../api/index.ts';
import type { Option } from './option.ts';

export interface EventProperty extends Option {
  /** What its values name. */
  readonly values?: 'form' | 'email' | 'list' | 'flow';
}

export interface EventType extends Option {
  readonly properties: readonly EventProperty[];
}

const EMAIL: EventProperty = { id: 'hs_email_id', name: 'Email', values: 'email' };

/** What can happen to a record, in words; the server raises or takes these by their ids. */
export const EVENTS: readonly EventType[] = [
  {
    id: '4-1639801',
    name: 'Form submitted',
    properties: [
      { id: 'hs_form_id', name: 'Form', values: 'form' },
      { id: 'hs_page_id', name: 'Page' },
    ],
  },
  { id: '4-96000', name: 'Page visited', properties: [{ id: 'hs_url', name: 'Address of the page' }] },
  { id: '4-667638', name: 'Email sent', properties: [EMAIL] },
  { id: '4-665536', name: 'Email delivered', properties: [EMAIL] },
  { id: '4-666440', name: 'Email opened', properties: [EMAIL] },
  {
    id: '4-666288',
    name: 'Link in an email clicked',
    properties: [EMAIL, { id: 'hs_click_url', name: 'Address of the link' }],
  },
  { id: '4-665538', name: 'Email replied to', properties: [EMAIL] },
  { id: '4-5470331', name: 'Email bounced', properties: [EMAIL] },
  { id: '4-1555804', name: 'Call to action seen', properties: [{ id: 'hs_cta_name', name: 'Name' }] },
  { id: '4-1555805', name: 'Call to action clicked', properties: [{ id: 'hs_cta_name', name: 'Name' }] },
  { id: '4-68559', name: 'Registered for a webinar', properties: [{ id: 'hs_webinar_id', name: 'Webinar' }] },
  {
    id: '4-655002',
    name: 'A property changed',
    properties: [
      { id: 'hs_name', name: 'Property' },
      { id: 'hs_value', name: 'New value' },
    ],
  },
];

/** The known events, and those that the account has defined. */
export function useEvents(): readonly EventType[] {
  const { data } = useQuery(query('GET /events/v3/event-definitions', {}));
  return useMemo(() => withOwn(data?.results), [data]);
}

function withOwn(results: readonly unknown[] | undefined): readonly EventType[] {
  const own = (results ?? []) as readonly {
    fullyQualifiedName?: string;
    objectTypeId?: string;
    labels?: { singular?: string } | null;
    name?: string;
    properties?: readonly { name: string; label?: string }[];
  }[];
  return [
    ...EVENTS,
    ...own.map(
      ({ objectTypeId, fullyQualifiedName, labels, name, properties = [] }): EventType => ({
        id: objectTypeId ?? fullyQualifiedName ?? '',
        name: labels?.singular ?? name ?? fullyQualifiedName ?? '',
        properties: properties.map((each) => ({ id: each.name, name: each.label ?? each.name })),
      }),
    ),
  ];
}
