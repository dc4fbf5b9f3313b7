import { joined, sayEnd } from '@millrace/core/sentences';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Workflow } from 'lucide-react';
import { type ListedEnrollment, query } from '../api/index.ts';
import { Card, Cell, Empty, Instant, Loaded, PassageStatus, Row, SkeletonRows, Table } from '../kit/index.ts';
import styles from './enrollments.module.css';
import { WhyNotIn } from './why-not-in.tsx';

interface EnrollmentsProps {
  readonly objectType: string;
  readonly recordId: string;
}

const LISTED_MAX = 50;

/** The flows that the record is or was in. */
export function Enrollments({ objectType, recordId }: EnrollmentsProps) {
  const passages = useQuery(
    query(
      'GET /millrace/v1/enrollments',
      { query: { objectTypeId: objectType, objectId: recordId, limit: LISTED_MAX } },
      `record:${objectType}/${recordId}`,
    ),
  );
  return (
    <Card>
      <WhyNotIn objectType={objectType} recordId={recordId} />
      <Loaded
        query={passages}
        skeleton={<SkeletonRows rows={4} />}
        isEmpty={({ results }) => results.length === 0}
        empty={<Empty icon={Workflow}>No flow has enrolled it yet.</Empty>}
      >
        {({ results }) => (
          <Table
            label="Flows of the record"
            columns={[{ name: 'Flow' }, { name: 'State' }, { name: 'Enrolled', isWideOnly: true }]}
          >
            {results.map((passage) => (
              <PassageRow key={passage.id} passage={passage} />
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}

function PassageRow({ passage }: { readonly passage: ListedEnrollment }) {
  const { id, flowId, flowName, status, endReason, enrolledAt, position } = passage;
  return (
    <Row>
      <Cell isMain>
        <div className={styles['flow']}>
          <Link to="/enrollments/$enrollmentId" params={{ enrollmentId: id }}>
            {flowName || `Flow ${flowId}`}
          </Link>
          <p className={styles['soft']}>
            {position?.actionId
              ? `at action ${position.actionId}${position.says ? `: ${position.says}` : ''}`
              : status !== 'ACTIVE' && joined(sayEnd({ status, reason: endReason }))}
          </p>
        </div>
      </Cell>
      <Cell>
        <PassageStatus status={status} />
      </Cell>
      <Cell isWideOnly>
        <span className={styles['soft']}>
          <Instant at={enrolledAt} />
        </span>
      </Cell>
    </Row>
  );
}
