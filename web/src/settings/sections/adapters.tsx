import { useQuery } from '@tanstack/react-query';
import { Plug } from 'lucide-react';
import { query } from '../../api/index.ts';
import { Card, Cell, Empty, Instant, Loaded, Row, SkeletonRows, Soft, Table } from '../../kit/index.ts';
import type { Section } from './section.ts';

export const adapters: Section = { id: 'adapters', name: 'Action adapters', Content: Adapters };

function Adapters() {
  const found = useQuery(query('GET /millrace/v1/action-adapters', {}));
  return (
    <Card
      title="Action adapters"
      lead="Receivers of your own for types of actions that do not run here by themselves."
    >
      <Loaded
        query={found}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={({ results }) => results.length === 0}
        empty={
          <Empty icon={Plug}>There is none: the API registers them at /millrace/v1/action-adapters.</Empty>
        }
      >
        {({ results }) => (
          <Table
            label="Action adapters"
            columns={[
              { name: 'Action type' },
              { name: 'Goes to' },
              { name: 'Last change', align: 'end', isWideOnly: true },
            ]}
          >
            {results.map(({ actionTypeId, url, updatedAt }) => (
              <Row key={actionTypeId}>
                <Cell>
                  <code>{actionTypeId}</code>
                </Cell>
                <Cell>{url}</Cell>
                <Cell align="end" isWideOnly>
                  <Soft>
                    <Instant at={updatedAt} />
                  </Soft>
                </Cell>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}
