import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { call, queryClient, useObjectTypes } from '../api/index.ts';
import { Button, Dialog, FailureNote, Select, TextField } from '../kit/index.ts';

/** A list that is kept by hand, or one by filters, which are written as JSON: the filter language of flows. */
export function NewListDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [objectTypeId, setType] = useState('0-1');
  const [kind, setKind] = useState<'MANUAL' | 'DYNAMIC'>('MANUAL');
  const [filters, setFilters] = useState(EXAMPLE);
  const navigate = useNavigate();
  const types = useObjectTypes();
  const parsed = kind === 'DYNAMIC' ? parse(filters) : undefined;
  const make = useMutation({
    mutationFn: () =>
      call('POST /crm/v3/lists', {
        body: {
          ...{ name, objectTypeId, processingType: kind },
          ...(parsed === undefined ? {} : { filterBranch: parsed }),
        },
      }),
    onSuccess: async ({ list: { listId } }) => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['lists'] });
      await navigate({ to: '/lists/$listId', params: { listId } });
    },
  });
  const unreadable = kind === 'DYNAMIC' && parsed === undefined ? 'This is no JSON.' : undefined;
  return (
    <Dialog
      title="New list"
      size={kind === 'DYNAMIC' ? 'large' : 'small'}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            icon={Plus}
            onPress={() => make.mutate()}
            isPending={make.isPending}
            reason={name.trim() === '' ? 'Give it a name first.' : unreadable}
          >
            Create list
          </Button>
        </>
      }
    >
      <TextField label="Name" value={name} onChange={setName} autoFocus />
      <Select
        label="Records"
        choices={types.map(({ id, plural }) => ({ id, name: plural }))}
        value={objectTypeId}
        onChange={setType}
      />
      <Select
        label="Who is in it"
        choices={[
          { id: 'MANUAL', name: 'Whom somebody, or a flow, puts into it' },
          { id: 'DYNAMIC', name: 'Whoever meets filters, as long as they do' },
        ]}
        value={kind}
        onChange={setKind}
      />
      {kind === 'DYNAMIC' && (
        <TextField
          label="Filters"
          value={filters}
          onChange={setFilters}
          rows={12}
          isCode
          problem={unreadable}
        />
      )}
      {make.error && <FailureNote error={make.error} />}
    </Dialog>
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const EXAMPLE = JSON.stringify(
  {
    filterBranchType: 'OR',
    filters: [],
    filterBranches: [
      {
        filterBranchType: 'AND',
        filterBranches: [],
        filters: [
          {
            filterType: 'PROPERTY',
            property: 'lifecyclestage',
            operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['lead'] },
          },
        ],
      },
    ],
  },
  null,
  2,
);
