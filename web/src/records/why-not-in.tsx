import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { query } from '../api/index.ts';
import { Pick } from '../pickers/index.ts';
import styles from './enrollments.module.css';

interface WhyNotInProps {
  readonly objectType: string;
  readonly recordId: string;
}

/** Flows offered at once; typing finds others. */
const OFFERED = 50;

/** Leads to why the record is not in a flow, or why it is. */
export function WhyNotIn({ objectType, recordId }: WhyNotInProps) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const search = typed.trim();
  const flows = useQuery({
    ...query('GET /millrace/v1/flows', {
      query: { objectTypeId: objectType, limit: OFFERED, sort: 'name', ...(search === '' ? {} : { search }) },
    }),
    placeholderData: keepPreviousData,
  });
  const options = (flows.data?.results ?? []).map(({ id, name, isEnabled }) => ({
    id,
    name: name || `Flow ${id}`,
    hint: isEnabled ? 'on' : 'off',
  }));
  const open = (flowId: string) => {
    if (options.some(({ id }) => id === flowId))
      void navigate({ to: '/flows/$flowId/explain', params: { flowId }, search: { objectId: recordId } });
  };
  return (
    <div className={styles['whyNot']}>
      <Pick
        label="Why is it not in …?"
        labelling="inline"
        options={options}
        value=""
        onChange={open}
        onSearch={setTyped}
        placeholder="Why is it not in …? Find a flow"
      />
    </div>
  );
}
