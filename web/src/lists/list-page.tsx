import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Pencil, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { call, query, queryClient } from '../api/index.ts';
import {
  BackLink,
  Button,
  Card,
  Confirm,
  Facts,
  Instant,
  Loaded,
  Page,
  SkeletonRows,
  toast,
} from '../kit/index.ts';
import { EditFiltersDialog } from './edit-filters-dialog.tsx';
import { KINDS } from './kinds.ts';
import { ListFilters } from './list-filters.tsx';
import styles from './list-page.module.css';
import { Members } from './members.tsx';

/** How often a list that is being filled is looked at. */
const FILLING_MS = 700;

export function ListPage() {
  const { listId } = useParams({ from: '/signed-in/lists/$listId' });
  const [isDeleting, setDeleting] = useState(false);
  const [isEditing, setEditing] = useState(false);
  const list = useQuery({
    ...query('GET /crm/v3/lists/{listId}', { path: { listId }, query: { includeFilters: true } }),
    refetchInterval: ({ state }) => (state.data?.list.processingStatus === 'PROCESSING' ? FILLING_MS : false),
  });
  const found = list.data?.list;
  // Who is in it is asked again when it has been filled.
  const state = found && `${found.processingStatus} ${found.size} ${found.updatedAt}`;
  useEffect(() => {
    if (state !== undefined) void queryClient.invalidateQueries({ queryKey: ['members', listId] });
  }, [state, listId]);
  return (
    <Page
      title={found?.name ?? 'List'}
      lead={<BackLink to="/lists">Lists</BackLink>}
      actions={
        found && (
          <>
            {found.processingType === 'DYNAMIC' && (
              <Button icon={Pencil} onPress={() => setEditing(true)}>
                Edit filters
              </Button>
            )}
            <Button kind="danger" icon={Trash2} onPress={() => setDeleting(true)}>
              Delete
            </Button>
          </>
        )
      }
    >
      <Loaded
        query={list}
        skeleton={<SkeletonRows />}
        sought={{ noun: 'list', id: listId, back: <Link to="/lists">Go to the lists</Link> }}
      >
        {({ list: about }) => (
          <div className={styles['columns']}>
            <Members
              listId={listId}
              objectTypeId={about.objectTypeId}
              isByHand={about.processingType !== 'DYNAMIC'}
            />
            <Card title="About">
              <Facts
                facts={[
                  ['Kept', KINDS[about.processingType]],
                  ['Size', about.size.toLocaleString('en-GB')],
                  ['Made', <Instant key="made" at={about.createdAt} as="full" />],
                  ['Last change', <Instant key="changed" at={about.updatedAt} as="full" />],
                  ['State', about.processingStatus === 'PROCESSING' ? 'being filled' : ''],
                ]}
              />
              {about.filterBranch !== undefined && (
                <ListFilters objectTypeId={about.objectTypeId} filterBranch={about.filterBranch} />
              )}
            </Card>
          </div>
        )}
      </Loaded>
      {isEditing && found && (
        <EditFiltersDialog
          listId={listId}
          objectTypeId={found.objectTypeId}
          onClose={() => setEditing(false)}
        />
      )}
      {isDeleting && found && (
        <DeleteDialog listId={listId} name={found.name} onClose={() => setDeleting(false)} />
      )}
    </Page>
  );
}

interface DeleteDialogProps {
  readonly listId: string;
  readonly name: string;
  readonly onClose: () => void;
}

function DeleteDialog({ listId, name, onClose }: DeleteDialogProps) {
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => call('DELETE /crm/v3/lists/{listId}', { path: { listId } }),
    onSuccess: async () => {
      toast({ tone: 'ok', text: `“${name}” deleted.` });
      await queryClient.invalidateQueries({ queryKey: ['lists'] });
      await navigate({ to: '/lists' });
    },
  });
  return (
    <Confirm
      title={`Delete “${name}”?`}
      verb="Delete"
      kind="danger"
      isOpen
      onClose={onClose}
      onConfirm={() => remove.mutate()}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>Its members stay what they are. Flows that read it find nobody in it.</p>
    </Confirm>
  );
}
