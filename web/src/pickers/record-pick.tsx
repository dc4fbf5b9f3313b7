import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call, useObjectTypeName } from '../api/index.ts';
import { type FieldProps, recordName } from '../kit/index.ts';
import { Pick } from './pick.tsx';

interface RecordPickProps extends FieldProps {
  readonly objectTypeId: string;
  /** An id; of a contact an email address, too. */
  readonly value: string;
  readonly onChange: (id: string, name: string) => void;
  /** Those that are not offered. */
  readonly without?: ReadonlySet<string>;
  readonly labelling?: 'above' | 'inline';
}

/** As many are offered; typing finds others. */
const OFFERED = 20;
/** How long one pauses in typing before what was typed is looked for. */
const PAUSE_MS = 200;

/** A record that is there, found by what it is called. */
export function RecordPick({ objectTypeId, value, onChange, without, ...rest }: RecordPickProps) {
  const type = useObjectTypeName(objectTypeId);
  const [typed, setTyped] = useState('');
  const query = usePaused(typed);
  const properties = [
    ...new Set([...type.display, ...(objectTypeId === '0-1' ? ['lastname', 'email'] : [])]),
  ];
  const found = useQuery({
    queryKey: ['record-pick', objectTypeId, query],
    queryFn: ({ signal }) =>
      call(
        'POST /crm/v3/objects/{objectType}/search',
        {
          path: { objectType: objectTypeId },
          body: { limit: OFFERED, properties, ...(query === '' ? {} : { query }) },
        },
        signal,
      ),
    placeholderData: keepPreviousData,
    enabled: objectTypeId !== '',
  });
  const chosen = useQuery({
    queryKey: ['record-pick', 'chosen', objectTypeId, value],
    queryFn: ({ signal }) =>
      call(
        'GET /crm/v3/objects/{objectType}/{objectId}',
        { path: { objectType: objectTypeId, objectId: value }, query: { properties: properties.join(',') } },
        signal,
      ),
    enabled: /^\d+$/.test(value),
    retry: false,
  });
  const isFound = (found.data?.results ?? []).some(({ id }) => id === value);
  const records = [...(chosen.data && !isFound ? [chosen.data] : []), ...(found.data?.results ?? [])];
  // Until the server has answered for what is typed now, only those are offered that fit it: Enter takes no one else.
  const wanted = found.isPlaceholderData || query !== typed.trim() ? typed.trim().toLowerCase() : '';
  const options = records
    .filter(({ id }) => !without?.has(id))
    .map(({ id, properties: values }) => ({
      id,
      name: recordName(type, id, values),
      hint: values['email'] ?? `#${id}`,
    }))
    .filter(({ name, hint }) => `${name} ${hint}`.toLowerCase().includes(wanted));
  return (
    <Pick
      {...rest}
      options={options}
      value={value}
      onChange={(id) => onChange(id, options.find((each) => each.id === id)?.name ?? id)}
      onSearch={setTyped}
      refusal={found.error}
      takesAny
      placeholder={`Find a ${type.singular.toLowerCase()}`}
    />
  );
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
