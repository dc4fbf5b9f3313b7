import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { type AuditEntry, call, pages } from '../../api/index.ts';
import { Card, Cell, Empty, Instant, Loaded, More, Row, SkeletonRows, Soft, Table } from '../../kit/index.ts';
import type { Section } from './section.ts';

export const audit: Section = { id: 'audit', name: 'Audit', Content: Audit };

const PAGE = 50;

function Audit() {
  const found = useInfiniteQuery(
    pages(['audit'], (after, signal) =>
      call('GET /millrace/v1/audit', { query: { limit: PAGE, after } }, signal),
    ),
  );
  const rows = found.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <>
      <Card title="Audit" lead="Who changed how the account behaves, the latest first.">
        <Loaded
          query={found}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={<Empty icon={ScrollText}>Nobody has changed anything yet.</Empty>}
        >
          {() => (
            <Table
              label="Audit"
              columns={[{ name: 'What' }, { name: 'Who' }, { name: 'When', align: 'end', isWideOnly: true }]}
            >
              {rows.map((entry) => (
                <Row key={entry.id}>
                  <Cell>{entry.summary}</Cell>
                  <Cell>
                    <Soft>{whoText(entry)}</Soft>
                  </Cell>
                  <Cell align="end" isWideOnly>
                    <Soft>
                      <Instant at={entry.at} />
                    </Soft>
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      <More query={found} />
    </>
  );
}

function whoText({ by: { kind, tokenName, appId } }: AuditEntry): string {
  switch (kind) {
    case 'TOKEN':
      return tokenName ?? 'an access token';
    case 'SESSION':
      return `${tokenName ?? 'somebody'}, in a browser`;
    case 'APP':
      return `app ${appId}`;
    case 'COMMAND_LINE':
      return 'the command line';
    case 'SYSTEM':
      return 'the server';
  }
}
