import { useNavigate } from '@tanstack/react-router';
import { Checkbox, FlowFilter, Select } from '../kit/index.ts';
import styles from './errors-filters.module.css';
import { type ErrorsSearch, KINDS, STATES } from './search.ts';

const STATE_NAMES = {
  open: 'Open',
  later: 'Reminded of later',
  ignored: 'Ignored',
  fixed: 'Fixed',
} as const;
const KIND_NAMES = { failed: 'Failed steps', skipped: 'Skipped steps' } as const;

export function ErrorsFilters({ search }: { readonly search: ErrorsSearch }) {
  const navigate = useNavigate({ from: '/errors' });
  const change = (part: { readonly [Member in keyof ErrorsSearch]: ErrorsSearch[Member] | undefined }) => {
    const said = Object.entries({ ...search, ...part }).filter(([, value]) => value !== undefined);
    void navigate({ search: Object.fromEntries(said) as ErrorsSearch, replace: true });
  };
  return (
    <search className={styles['filters']}>
      <Select
        label="State"
        labelling="inline"
        choices={STATES.map((id) => ({ id, name: STATE_NAMES[id] }))}
        value={search.state ?? 'open'}
        onChange={(state) => change({ state: state === 'open' ? undefined : state })}
      />
      <Select
        label="Outcome"
        labelling="inline"
        choices={KINDS.map((id) => ({ id, name: KIND_NAMES[id] }))}
        value={search.kind ?? 'failed'}
        onChange={(kind) => change({ kind: kind === 'failed' ? undefined : kind })}
      />
      <FlowFilter value={search.flow} onChange={(flow) => change({ flow })} />
      <Checkbox
        isSelected={search.expected === true}
        onChange={(on) => change({ expected: on ? true : undefined })}
      >
        Include what is expected, such as unsubscribed contacts
      </Checkbox>
    </search>
  );
}
