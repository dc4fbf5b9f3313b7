import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { call, pages, query, queryClient, useObjectTypeName } from '../api/index.ts';
import {
  BackLink,
  Button,
  Card,
  Cell,
  Confirm,
  Empty,
  Facts,
  Instant,
  Loaded,
  More,
  Page,
  Row,
  SkeletonRows,
  Soft,
  Table,
  toast,
} from '../kit/index.ts';
import { KINDS } from './kinds.ts';
import { ListFilters } from './list-filters.tsx';
import styles from './list-page.module.css';

const PAGE = 100;

export function ListPage() {
  const { listId } = useParams({ from: '/signed-in/lists/$listId' });
  const [isDeleting, setDeleting] = useState(false);
  const list = useQuery(
    query('GET /crm/v3/lists/{listId}', { path: { listId }, query: { includeFilters: true } }),
  );
  const found = list.data?.list;
  return (
    <Page
      title={found?.name ?? 'List'}
      lead={<BackLink to="/lists">Lists</BackLink>}
      actions={
        found && (
          <Button kind="danger" icon={Trash2} onPress={() => setDeleting(true)}>
            Delete
          </Button>
        )
      }
    >
      <div className={styles['columns']}>
        <Members listId={listId} objectTypeId={found?.objectTypeId ?? '0-1'} />
        <Card title="About">
          <Loaded query={list} skeleton={<SkeletonRows rows={4} />}>
            {({ list: about }) => (
              <>
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
              </>
            )}
          </Loaded>
        </Card>
      </div>
      {isDeleting && found && (
        <DeleteDialog listId={listId} name={found.name} onClose={() => setDeleting(false)} />
      )}
    </Page>
  );
}

function Members({ listId, objectTypeId }: { readonly listId: string; readonly objectTypeId: string }) {
  const type = useObjectTypeName(objectTypeId);
  const members = useInfiniteQuery(
    pages(['members', listId, objectTypeId], async (after, signal) => {
      const { results, paging } = await call(
        'GET /crm/v3/lists/{listId}/memberships',
        { path: { listId }, query: { limit: PAGE, after } },
        signal,
      );
      const names = await namesOf(
        objectTypeId,
        type.display,
        results.map(({ recordId }) => recordId),
        signal,
      );
      return { results: results.map((each) => ({ ...each, name: names.get(each.recordId) })), paging };
    }),
  );
  const rows = members.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <div className={styles['members']}>
      <Card title="Members">
        <Loaded
          query={members}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={<Empty icon={Users}>Nobody is in it.</Empty>}
        >
          {() => (
            <Table label="Members" columns={[{ name: type.singular }, { name: 'Since', align: 'end' }]}>
              {rows.map(({ recordId, membershipTimestamp, name }) => (
                <Row key={recordId}>
                  <Cell isMain>
                    <Link to="/records/$objectType/$recordId" params={{ objectType: objectTypeId, recordId }}>
                      {name || `${type.singular} ${recordId}`}
                    </Link>
                  </Cell>
                  <Cell align="end">
                    <Soft>
                      <Instant at={membershipTimestamp} />
                    </Soft>
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      <More query={members} />
    </div>
  );
}

async function namesOf(
  objectType: string,
  display: readonly string[],
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { results } = await call(
    'POST /crm/v3/objects/{objectType}/batch/read',
    {
      path: { objectType },
      body: { properties: [...display], propertiesWithHistory: [], inputs: ids.map((id) => ({ id })) },
    },
    signal,
  );
  const name = (properties: Readonly<Record<string, string | null>>) =>
    objectType === '0-1'
      ? [properties['firstname'], properties['lastname']].filter(Boolean).join(' ') ||
        properties['email'] ||
        ''
      : (display.map((each) => properties[each]).find(Boolean) ?? '');
  return new Map(results.map(({ id, properties }) => [id, name(properties)]));
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
