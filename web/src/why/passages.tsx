import { joined, sayEnd } from '@millrace/core/sentences';
import { Link } from '@tanstack/react-router';
import type { Explanation } from '../api/index.ts';
import { Card, Cell, Instant, Row, Status, Table } from '../kit/index.ts';

const OUTCOMES = {
  ACTIVE: { tone: 'waiting', word: 'Inside' },
  ENDED: { tone: 'off', word: 'Over' },
  REFUSED: { tone: 'failed', word: 'Refused' },
} as const;

/** When the record was inside, or was refused. */
export function Passages({ passages }: { readonly passages: Explanation['enrollments'] }) {
  if (passages.length === 0) return null;
  return (
    <Card title="Its passages through this flow">
      <Table
        label="Passages"
        columns={[{ name: 'Enrolled' }, { name: 'State' }, { name: 'Ended', isWideOnly: true }]}
      >
        {passages.map(({ enrollmentId, outcome, enrolledAt, endedAt, endReason }) => (
          <Row key={enrollmentId}>
            <Cell isMain>
              <Link to="/enrollments/$enrollmentId" params={{ enrollmentId }}>
                <Instant at={enrolledAt} as="full" />
              </Link>
            </Cell>
            <Cell>
              <Status tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].word}</Status>
            </Cell>
            <Cell isWideOnly>
              {endedAt !== null && (
                <>
                  <Instant at={endedAt} as="full" />
                  {endReason !== null && `: ${reasonOf(endReason)}`}
                </>
              )}
            </Cell>
          </Row>
        ))}
      </Table>
    </Card>
  );
}

/** The reason alone: the state stands beside it. */
function reasonOf(reason: string): string {
  return joined(sayEnd({ status: 'UNENROLLED', reason })).replace(/^(Completed|Left|Failed): /, '');
}
