import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ListFilter } from 'lucide-react';
import { call } from '../api/index.ts';
import { Card, Cell, Empty, Instant, Loaded, Row, SkeletonRows, Table } from '../kit/index.ts';

interface MembershipsProps {
  readonly objectType: string;
  readonly recordId: string;
}

/** The lists that it is in. */
export function Memberships({ objectType, recordId }: MembershipsProps) {
  const memberships = useQuery({
    queryKey: ['memberships', objectType, recordId],
    queryFn: async ({ signal }) => {
      const path = { objectTypeId: objectType, recordId };
      const { results } = await call(
        'GET /crm/v3/lists/records/{objectTypeId}/{recordId}/memberships',
        { path },
        signal,
      );
      const ids = results.map(({ listId }) => listId);
      if (ids.length === 0) return [];
      const { lists } = await call('GET /crm/v3/lists', { query: { listIds: ids } }, signal);
      return results.map(({ listId, lastAddedTimestamp }) => ({
        listId,
        since: lastAddedTimestamp,
        name: lists.find((list) => list.listId === listId)?.name ?? `List ${listId}`,
      }));
    },
  });
  return (
    <Card>
      <Loaded
        query={memberships}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={(lists) => lists.length === 0}
        empty={<Empty icon={ListFilter}>It is in no list.</Empty>}
      >
        {(lists) => (
          <Table label="Lists of the record" columns={[{ name: 'List' }, { name: 'Since', align: 'end' }]}>
            {lists.map(({ listId, name, since }) => (
              <Row key={listId}>
                <Cell isMain>
                  <Link to="/lists/$listId" params={{ listId }}>
                    {name}
                  </Link>
                </Cell>
                <Cell align="end">
                  <Instant at={since} />
                </Cell>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}
