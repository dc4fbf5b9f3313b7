import { useNavigate } from '@tanstack/react-router';
import { useObjectTypes } from '../api/index.ts';
import { SearchField, Select } from '../kit/index.ts';
import styles from './filters.module.css';
import { type FlowsSearch, SORTS, STATES } from './search.ts';

const STATE_NAMES = { on: 'On', off: 'Off', paused: 'Paused', deleted: 'Deleted' } as const;
const SORT_NAMES = {
  errors: 'Errors first',
  changed: 'Last change',
  active: 'Most active',
  name: 'Name',
} as const;

const ALL = 'all';

/** What the table shows, kept in the address. */
export function Filters({ search }: { readonly search: FlowsSearch }) {
  const navigate = useNavigate({ from: '/flows' });
  const types = useObjectTypes();
  const change = (part: { readonly [Member in keyof FlowsSearch]: FlowsSearch[Member] | undefined }) =>
    void navigate({ search: (old) => leaveOut({ ...old, ...part }), replace: true });
  return (
    <search className={styles['filters']}>
      <SearchField
        label="Search flows"
        value={search.search ?? ''}
        onChange={(text) => change({ search: text === '' ? undefined : text })}
      />
      <Select
        label="State"
        labelling="inline"
        choices={[{ id: ALL, name: 'All states' }, ...STATES.map((id) => ({ id, name: STATE_NAMES[id] }))]}
        value={search.state ?? ALL}
        onChange={(id) => change({ state: STATES.find((state) => state === id) })}
      />
      <Select
        label="Type of records"
        labelling="inline"
        choices={[{ id: ALL, name: 'All types' }, ...types.map(({ id, plural }) => ({ id, name: plural }))]}
        value={search.type ?? ALL}
        onChange={(id) => change({ type: id === ALL ? undefined : id })}
      />
      <span className={styles['push']} />
      <Select
        label="Order"
        labelling="inline"
        choices={SORTS.map((id) => ({ id, name: SORT_NAMES[id] }))}
        value={search.sort ?? 'errors'}
        onChange={(id) => change({ sort: id === 'errors' ? undefined : id })}
      />
    </search>
  );
}

/** The address holds only what is said. */
function leaveOut(
  search: { readonly [Member in keyof FlowsSearch]: FlowsSearch[Member] | undefined },
): FlowsSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
