import { printRaw, type RawObject } from '@millrace/core/raw';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { call, queryClient, useObjectTypes } from '../api/index.ts';
import { Button, Dialog, problemOf, Select, TextField } from '../kit/index.ts';
import { ListCriteria } from './list-criteria.tsx';

const WHO = [
  { id: 'MANUAL', name: 'Whom somebody, or a flow, puts into it' },
  { id: 'DYNAMIC', name: 'Whoever meets filters, as long as they do' },
  { id: 'SNAPSHOT', name: 'Whoever meets filters now, and later by hand' },
] as const;

/** A list that is kept by hand, or one by filters. */
export function NewListDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [objectTypeId, setType] = useState('0-1');
  const [kind, setKind] = useState<(typeof WHO)[number]['id']>('MANUAL');
  const [filters, setFilters] = useState<RawObject>({});
  const navigate = useNavigate();
  const types = useObjectTypes();
  const hasFilters = kind !== 'MANUAL';
  const isUnfinished = hasFilters && Object.keys(filters).length === 0;
  const make = useMutation({
    mutationFn: () =>
      call('POST /crm/v3/lists', {
        // As text, so that numbers in filters keep their digits.
        body: printRaw({
          name,
          objectTypeId,
          processingType: kind,
          ...(hasFilters ? { filterBranch: filters } : {}),
        }) as never,
      }),
    onSuccess: async ({ list: { listId } }) => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['lists'] });
      await navigate({ to: '/lists/$listId', params: { listId } });
    },
  });
  return (
    <Dialog
      title="New list"
      size={hasFilters ? 'large' : 'small'}
      isOpen
      failure={make.error}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            icon={Plus}
            onPress={() => make.mutate()}
            isPending={make.isPending}
            reason={
              name.trim() === ''
                ? 'Give it a name first.'
                : isUnfinished
                  ? 'Say first who is in it: add a filter.'
                  : undefined
            }
          >
            Create list
          </Button>
        </>
      }
    >
      <TextField label="Name" value={name} onChange={setName} problem={problemOf(make.error, 'name')} />
      <Select
        label="Records"
        choices={types.map(({ id, plural }) => ({ id, name: plural }))}
        value={objectTypeId}
        onChange={(id) => {
          // Filters speak of the properties of one type.
          if (id !== objectTypeId) setFilters({});
          setType(id);
        }}
      />
      <Select label="Who is in it" choices={WHO} value={kind} onChange={setKind} />
      {hasFilters && <ListCriteria objectTypeId={objectTypeId} value={filters} onChange={setFilters} />}
    </Dialog>
  );
}
