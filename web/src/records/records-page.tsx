import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Plus, SearchX, Users } from 'lucide-react';
import { useState } from 'react';
import { type Answer, call, isMissing, useObjectTypeName, useObjectTypes } from '../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Empty,
  Loaded,
  Page,
  Row,
  recordName,
  SearchField,
  Select,
  SkeletonRows,
  Table,
} from '../kit/index.ts';
import { columnsOf } from './columns.ts';
import { NewRecordDialog } from './new-record-dialog.tsx';
import styles from './records-page.module.css';
import { useProperties } from './use-properties.ts';

const PAGE = 50;

export function RecordsPage() {
  const { objectType } = useParams({ from: '/signed-in/records/$objectType' });
  const { search } = useSearch({ from: '/signed-in/records/$objectType' });
  const navigate = useNavigate({ from: '/records/$objectType' });
  const [isMaking, setMaking] = useState(false);
  const types = useObjectTypes();
  const type = useObjectTypeName(objectType);
  const records = useRecords(objectType, search);
  const properties = useProperties(objectType);
  const rows = records.data?.pages.flatMap(({ results }) => results) ?? [];
  const columns = columnsOf(objectType);
  const counted = records.data?.pages[0];
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setMaking(true)}>
      New {type.singular.toLowerCase()}
    </Button>
  );
  return (
    <Page
      title={type.plural}
      meta={counted && <span className={styles['count']}>{countOf(counted)}</span>}
      actions={!isMissing(records.error) && make}
    >
      <search className={styles['filters']}>
        <SearchField
          label={`Search ${type.plural.toLowerCase()}`}
          value={search ?? ''}
          onChange={(text) => void navigate({ search: text === '' ? {} : { search: text }, replace: true })}
        />
        <Select
          label="Type of records"
          labelling="inline"
          choices={types.map(({ id, plural }) => ({ id, name: plural }))}
          value={objectType}
          onChange={(id) => void navigate({ params: { objectType: id }, search: {} })}
        />
      </search>
      <Card>
        <Loaded
          query={records}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          sought={{
            noun: 'type of records',
            id: objectType,
            back: (
              <Link to="/records/$objectType" params={{ objectType: '0-1' }}>
                Go to the contacts
              </Link>
            ),
          }}
          empty={
            search === undefined ? (
              <Empty icon={Users} action={make}>
                There are no {type.plural.toLowerCase()} yet.
              </Empty>
            ) : (
              <Empty
                icon={SearchX}
                action={<Button onPress={() => void navigate({ search: {} })}>Show all</Button>}
              >
                None of the {type.plural.toLowerCase()} matches “{search}”.
              </Empty>
            )
          }
        >
          {() => (
            <Table
              label={type.plural}
              columns={[
                { name: 'Name' },
                ...columns.map((name, at) => ({ name: properties.label(name), isWideOnly: at > 0 })),
              ]}
            >
              {rows.map(({ id, properties: values }) => (
                <Row key={id}>
                  <Cell isMain>
                    <Link to="/records/$objectType/$recordId" params={{ objectType, recordId: id }}>
                      {recordName(type, id, values)}
                    </Link>
                  </Cell>
                  {columns.map((name, at) => (
                    <Cell key={name} isWideOnly={at > 0}>
                      <span className={styles['value']}>{properties.text(name, values[name]) || '–'}</span>
                    </Cell>
                  ))}
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      {records.hasNextPage && (
        <div>
          <Button onPress={() => void records.fetchNextPage()} isPending={records.isFetchingNextPage}>
            Show more
          </Button>
        </div>
      )}
      {isMaking && <NewRecordDialog type={type} properties={properties} onClose={() => setMaking(false)} />}
    </Page>
  );
}

/** How many there are; of very many only that they are more. */
function countOf({ total, totalRelation }: Answer<'POST /crm/v3/objects/{objectType}/search'>): string {
  return `${total.toLocaleString('en-GB')}${totalRelation === 'gte' ? '+' : ''}`;
}

function useRecords(objectType: string, search: string | undefined) {
  const names = [
    'firstname',
    'lastname',
    'email',
    'name',
    'domain',
    'dealname',
    'subject',
    'hs_task_subject',
  ];
  return useInfiniteQuery({
    queryKey: ['records', objectType, search],
    queryFn: ({ pageParam, signal }) =>
      call(
        'POST /crm/v3/objects/{objectType}/search',
        {
          path: { objectType },
          body: {
            ...(search === undefined ? {} : { query: search }),
            ...(pageParam === undefined ? {} : { after: pageParam }),
            limit: PAGE,
            properties: [...new Set([...names, ...columnsOf(objectType)])],
            sorts: [{ propertyName: 'createdate', direction: 'DESCENDING' as const }],
          },
        },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.paging?.next.after,
    placeholderData: keepPreviousData,
    meta: { topic: `records:${objectType}` as const },
  });
}
