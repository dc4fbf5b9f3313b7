import { useQuery } from '@tanstack/react-query';
import { query } from '../api/index.ts';
import { Select } from './select.tsx';

interface FlowFilterProps {
  readonly value: string | undefined;
  /** Undefined: of all flows. */
  readonly onChange: (flowId: string | undefined) => void;
}

/** More flows than these are not in the menu. */
const FLOWS_MAX = 50;
const FRESH_MS = 60_000;
const ALL = 'all';

/** Which flow something is of, to a token that may see flows. */
export function FlowFilter({ value, onChange }: FlowFilterProps) {
  const { data } = useQuery({
    ...query('GET /millrace/v1/flows', { query: { limit: FLOWS_MAX, sort: 'name' } }),
    staleTime: FRESH_MS,
  });
  const flows = (data?.results ?? []).map(({ id, name }) => ({ id, name: name || `Flow ${id}` }));
  const isListed = value === undefined || flows.some(({ id }) => id === value);
  const other = useQuery({
    ...query('GET /automation/v4/flows/{flowId}', { path: { flowId: value ?? '' } }),
    enabled: data !== undefined && !isListed,
    retry: false,
  });
  if (!data && value === undefined) return null;
  return (
    <Select
      label="Flow"
      labelling="inline"
      choices={[
        { id: ALL, name: 'All flows' },
        ...(isListed ? [] : [{ id: value, name: other.data?.name || `Flow ${value}` }]),
        ...flows,
      ]}
      value={value ?? ALL}
      onChange={(id) => onChange(id === ALL ? undefined : id)}
    />
  );
}
