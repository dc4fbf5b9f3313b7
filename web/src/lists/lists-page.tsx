import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ListFilter, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { call, useObjectTypes } from '../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Empty,
  FilterBar,
  Instant,
  Loaded,
  Page,
  Row,
  SearchField,
  SkeletonRows,
  Soft,
  Table,
} from '../kit/index.ts';
import { KINDS } from './kinds.ts';
import { NewListDialog } from './new-list-dialog.tsx';

const LISTED_MAX = 500;

export function ListsPage() {
  const { search } = useSearch({ from: '/signed-in/lists' });
  const navigate = useNavigate({ from: '/lists' });
  const [isMaking, setMaking] = useState(false);
  const types = useObjectTypes();
  const lists = useQuery({
    queryKey: ['lists', search],
    queryFn: ({ signal }) =>
      call(
        'POST /crm/v3/lists/search',
        {
          body: {
            ...(search === undefined ? {} : { query: search }),
            count: LISTED_MAX,
            additionalProperties: ['hs_list_size'],
          },
        },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setMaking(true)}>
      New list
    </Button>
  );
  return (
    <Page title="Lists" actions={make}>
      <FilterBar>
        <SearchField
          label="Search lists"
          value={search ?? ''}
          onChange={(text) => void navigate({ search: text === '' ? {} : { search: text }, replace: true })}
        />
      </FilterBar>
      <Card>
        <Loaded
          query={lists}
          skeleton={<SkeletonRows />}
          isEmpty={({ lists: found }) => found.length === 0}
          empty={
            search === undefined ? (
              <Empty icon={ListFilter} action={make}>
                A list holds records that flows can enroll, leave out or branch on. There is none yet.
              </Empty>
            ) : (
              <Empty
                icon={SearchX}
                action={<Button onPress={() => void navigate({ search: {} })}>Show all</Button>}
              >
                No list is called “{search}”.
              </Empty>
            )
          }
        >
          {({ lists: found }) => (
            <Table
              label="Lists"
              columns={[
                { name: 'Name' },
                { name: 'Kept', isWideOnly: true },
                { name: 'Records' },
                { name: 'Size', align: 'end' },
                { name: 'Last change', align: 'end', isWideOnly: true },
              ]}
            >
              {found.map(
                ({ listId, name, processingType, objectTypeId, updatedAt, additionalProperties }) => (
                  <Row key={listId}>
                    <Cell isMain>
                      <Link to="/lists/$listId" params={{ listId }}>
                        {name}
                      </Link>
                    </Cell>
                    <Cell isWideOnly>
                      <Soft>{KINDS[processingType]}</Soft>
                    </Cell>
                    <Cell>
                      <Soft>{types.find(({ id }) => id === objectTypeId)?.plural ?? objectTypeId}</Soft>
                    </Cell>
                    <Cell align="end">
                      {Number(additionalProperties['hs_list_size'] ?? 0).toLocaleString('en-GB')}
                    </Cell>
                    <Cell align="end" isWideOnly>
                      <Soft>
                        <Instant at={updatedAt} />
                      </Soft>
                    </Cell>
                  </Row>
                ),
              )}
            </Table>
          )}
        </Loaded>
      </Card>
      {isMaking && <NewListDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}
