import { getIn, parseRaw, printRaw, type Raw, sameRaw } from '@millrace/core/raw';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { call, callText, queryClient } from '../api/index.ts';
import { Button, Dialog, Loaded, SkeletonRows, toast } from '../kit/index.ts';
import { ListCriteria } from './list-criteria.tsx';

interface EditFiltersDialogProps {
  readonly listId: string;
  readonly objectTypeId: string;
  readonly onClose: () => void;
}

/** Changes who is in a list. The filters are read and written digit for digit; the list is filled anew when they are saved. */
export function EditFiltersDialog({ listId, objectTypeId, onClose }: EditFiltersDialogProps) {
  const [edited, setEdited] = useState<Raw>();
  const saved = useQuery({
    queryKey: ['list filters to edit', listId],
    queryFn: async ({ signal }) => {
      const given = { path: { listId }, query: { includeFilters: true } };
      const text = await callText('GET /crm/v3/lists/{listId}', given, signal);
      return getIn(parseRaw(text), ['list', 'filterBranch']) ?? {};
    },
    gcTime: 0,
  });
  const save = useMutation({
    mutationFn: (filterBranch: Raw) =>
      call('PUT /crm/v3/lists/{listId}/update-list-filters', {
        path: { listId },
        body: printRaw({ filterBranch }) as never,
      }),
    onSuccess: async () => {
      onClose();
      toast({ tone: 'ok', text: 'The filters are saved; the list is being filled.' });
      await queryClient.invalidateQueries();
    },
  });
  const isSame = edited === undefined || sameRaw(edited, saved.data);
  return (
    <Dialog
      title="Who is in the list"
      size="large"
      isOpen
      failure={save.error}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            icon={Check}
            onPress={() => edited !== undefined && save.mutate(edited)}
            isPending={save.isPending}
            reason={isSame ? 'Nothing is changed yet.' : undefined}
          >
            Save filters
          </Button>
        </>
      }
    >
      <Loaded query={saved} skeleton={<SkeletonRows rows={3} />}>
        {(filters) => (
          <ListCriteria objectTypeId={objectTypeId} value={edited ?? filters} onChange={setEdited} />
        )}
      </Loaded>
    </Dialog>
  );
}
