import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Link2 } from 'lucide-react';
import { call, isMissingScope, type ObjectTypeName, useObjectTypes } from '../api/index.ts';
import { Card, Cell, Empty, FailureNote, Late, Row, recordName, SkeletonRows, Table } from '../kit/index.ts';

interface AssociationsProps {
  readonly objectType: string;
  readonly recordId: string;
}

interface Linked {
  readonly type: ObjectTypeName;
  readonly id: string;
  readonly name: string;
  readonly labels: string;
}

/** The records that it is linked to, of all types that are open. */
export function Associations({ objectType, recordId }: AssociationsProps) {
  const types = useObjectTypes();
  const found = useQueries({
    queries: types.map((type) => ({
      queryKey: ['associations', objectType, recordId, type.id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => linkedOf(objectType, recordId, type, signal),
    })),
  });
  const failed = found.find(({ error }) => error && !isMissingScope(error));
  const linked = found.flatMap(({ data }) => data ?? []);
  if (failed?.error) return <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />;
  if (linked.length === 0 && found.some(({ isPending }) => isPending))
    return (
      <Late>
        <SkeletonRows rows={3} />
      </Late>
    );
  return (
    <Card>
      {linked.length === 0 ? (
        <Empty icon={Link2}>It is linked to no other record.</Empty>
      ) : (
        <Table label="Linked records" columns={[{ name: 'Record' }, { name: 'Type' }, { name: 'As' }]}>
          {linked.map(({ type, id, name, labels }) => (
            <Row key={`${type.id} ${id}`}>
              <Cell isMain>
                <Link to="/records/$objectType/$recordId" params={{ objectType: type.id, recordId: id }}>
                  {name}
                </Link>
              </Cell>
              <Cell>{type.singular}</Cell>
              <Cell>{labels || '–'}</Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  );
}

async function linkedOf(
  objectType: string,
  objectId: string,
  type: ObjectTypeName,
  signal: AbortSignal,
): Promise<readonly Linked[]> {
  const { results } = await call(
    'GET /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}',
    { path: { objectType, objectId, toObjectType: type.id } },
    signal,
  );
  if (results.length === 0) return [];
  const { results: records } = await call(
    'POST /crm/v3/objects/{objectType}/batch/read',
    {
      path: { objectType: type.id },
      body: {
        properties: [...type.display],
        propertiesWithHistory: [],
        inputs: results.map(({ toObjectId }) => ({ id: String(toObjectId) })),
      },
    },
    signal,
  );
  return results.map(({ toObjectId, associationTypes }) => {
    const id = String(toObjectId);
    const values = records.find((record) => record.id === id)?.properties ?? {};
    const labels = associationTypes.flatMap(({ label }) => label ?? []).join(', ');
    return { type, id, name: recordName(type, id, values), labels };
  });
}
