import { useQuery } from '@tanstack/react-query';
import { type Property, query } from '../api/index.ts';
import { dateText, dateTimeText, useAccountZone } from '../kit/index.ts';

/** How long the properties of a type are taken for true. */
const FRESH_MS = 60_000;

export interface KnownProperties {
  readonly all: readonly Property[];
  /** Whether they are still asked for; what cannot be known is not. */
  readonly isPending: boolean;
  readonly label: (name: string) => string;
  /** A value as people read it: labels of options, dates in the account's zone. */
  readonly text: (name: string, value: string | null | undefined) => string;
}

/** The properties of a type; while they are not known, names and values stand for themselves. */
export function useProperties(objectType: string): KnownProperties {
  const zone = useAccountZone();
  const { data, isPending } = useQuery({
    ...query('GET /crm/v3/properties/{objectType}', { path: { objectType } }),
    staleTime: FRESH_MS,
  });
  const all = data?.results ?? [];
  const find = (name: string) => all.find((property) => property.name === name);
  return {
    all,
    isPending,
    label: (name) => find(name)?.label ?? name,
    text: (name, value) => (value ? valueText(find(name), value, zone) : ''),
  };
}

function valueText(property: Property | undefined, value: string, zone: string): string {
  switch (property?.type) {
    case 'enumeration':
      return value
        .split(';')
        .map((each) => property.options.find((option) => option.value === each)?.label ?? each)
        .join(', ');
    case 'datetime':
      return isTime(value) ? dateTimeText(timeOf(value), zone) : value;
    case 'date':
      return isTime(value) ? dateText(timeOf(value), 'UTC') : value;
    case 'bool':
      return value === 'true' ? 'Yes' : 'No';
    default:
      return value;
  }
}

/** Instants come as ISO 8601, and some as milliseconds. */
function timeOf(value: string): number {
  return /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
}

function isTime(value: string): boolean {
  return !Number.isNaN(timeOf(value));
}
