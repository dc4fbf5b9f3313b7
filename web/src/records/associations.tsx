import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { call, isMissingScope, type ObjectTypeName, useObjectTypes } from '../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Empty,
  FailureNote,
  Late,
  Row,
  recordName,
  SkeletonRows,
  Table,
} from '../kit/index.ts';
import { AssociateDialog } from './associate-dialog.tsx';
import { type Linked, LinkMenu } from './link-menu.tsx';

interface AssociationsProps {
  readonly objectType: string;
  readonly recordId: string;
}

/** The records that it is linked to, of all types that are open. */
export function Associations({ objectType, recordId }: AssociationsProps) {
  const types = useObjectTypes();
  const [isAdding, setAdding] = useState(false);
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
  const associate = (
    <Button icon={Link2} onPress={() => setAdding(true)}>
      Associate
    </Button>
  );
  return (
    <Card title="Associations" actions={linked.length > 0 && associate}>
      {linked.length === 0 ? (
        <Empty icon={Link2} action={associate}>
          It is linked to no other record.
        </Empty>
      ) : (
        <Table
          label="Linked records"
          columns={[
            { name: 'Record' },
            { name: 'Type', isWideOnly: true },
            { name: 'As' },
            { name: 'What can be done', align: 'end', isSilent: true },
          ]}
        >
          {linked.map((each) => (
            <Row key={`${each.type.id} ${each.id}`}>
              <Cell isMain>
                <Link
                  to="/records/$objectType/$recordId"
                  params={{ objectType: each.type.id, recordId: each.id }}
                >
                  {each.name}
                </Link>
              </Cell>
              <Cell isWideOnly>{each.type.singular}</Cell>
              <Cell>{each.labels.map(({ label }) => label).join(', ') || '–'}</Cell>
              <Cell align="end">
                <LinkMenu objectType={objectType} recordId={recordId} linked={each} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      {isAdding && (
        <AssociateDialog objectType={objectType} recordId={recordId} onClose={() => setAdding(false)} />
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
    const labels = associationTypes.flatMap((each) => (each.label ? [{ ...each, label: each.label }] : []));
    return { type, id, name: recordName(type, id, values), labels };
  });
}
