import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { query } from '../api/index.ts';
import type { Option } from './option.ts';

export interface EventProperty extends Option {
  readonly type: string;
  /** What its values are ids of. */
  readonly values?: 'form' | 'email' | 'flow' | 'subscription';
}

export interface EventType extends Option {
  /** The account has defined it. */
  readonly isOwn: boolean;
  readonly properties: readonly EventProperty[];
}

const VALUES: Readonly<Record<string, NonNullable<EventProperty['values']>>> = {
  hs_form_id: 'form',
  hs_email_id: 'email',
  hs_flow_id: 'flow',
  hs_subscription_id: 'subscription',
};

/** What is defined changes seldom. */
const FRESH_MS = 60_000;
const NONE: readonly never[] = [];

/** All that can happen to a record: the built-in types of events, and those of the account. */
export function useEvents(): readonly EventType[] {
  const { data } = useQuery({ ...query('GET /millrace/v1/event-types', {}), staleTime: FRESH_MS });
  return useMemo(
    () =>
      data?.results.map(({ id, label, isOwn, properties }) => ({
        id,
        name: label,
        isOwn,
        properties: properties.map((property) => ({
          id: property.name,
          name: property.label,
          type: property.type,
          ...(VALUES[property.name] ? { values: VALUES[property.name] } : {}),
        })),
      })) ?? NONE,
    [data],
  );
}
