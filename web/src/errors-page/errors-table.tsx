import { Link } from '@tanstack/react-router';
import type { ErrorGroup } from '../api/index.ts';
import { Cell, Instant, Row, Table } from '../kit/index.ts';
import { ErrorMenu } from './error-menu.tsx';
import styles from './errors-table.module.css';
import { Trend } from './trend.tsx';

interface ErrorsTableProps {
  readonly groups: readonly ErrorGroup[];
  /** Whether all that went wrong was counted. */
  readonly isComplete: boolean;
}

export function ErrorsTable({ groups, isComplete }: ErrorsTableProps) {
  return (
    <>
      <Table
        label="Errors by cause"
        columns={[
          { name: 'Cause' },
          { name: 'Last day', isWideOnly: true, width: '112px' },
          { name: 'Times', align: 'end' },
          { name: 'Records', align: 'end', isWideOnly: true },
          { name: 'Last time', align: 'end', isWideOnly: true },
          { name: 'Actions', isSilent: true, width: '48px' },
        ]}
      >
        {groups.map((group) => (
          <ErrorRow key={`${group.flowId} ${group.actionId} ${group.reason}`} group={group} />
        ))}
      </Table>
      {!isComplete && (
        <p className={styles['foot']}>There are more than were counted: narrow it down to see the rest.</p>
      )}
    </>
  );
}

function ErrorRow({ group }: { readonly group: ErrorGroup }) {
  const { flowId, flowName, actionId, reason, count, records, lastAt, sample, trend } = group;
  return (
    <Row>
      <Cell>
        <div className={styles['cause']}>
          <p className={styles['title']}>
            <code className={styles['reason']}>{reason}</code>
            <span className={styles['where']}>
              at action {actionId} of{' '}
              <Link to="/flows/$flowId" params={{ flowId }} search={{ action: actionId }}>
                {flowName || `flow ${flowId}`}
              </Link>
            </span>
          </p>
          {sample.message && <p className={styles['message']}>{sample.message}</p>}
        </div>
      </Cell>
      <Cell isWideOnly>
        <Trend hours={trend} label={`By the hour: ${reason}`} />
      </Cell>
      <Cell align="end">
        <strong>{count.toLocaleString('en-GB')}</strong>
      </Cell>
      <Cell align="end" isWideOnly>
        {records.toLocaleString('en-GB')}
      </Cell>
      <Cell align="end" isWideOnly>
        <span className={styles['soft']}>
          <Instant at={lastAt} />
        </span>
      </Cell>
      <Cell align="end">
        <ErrorMenu group={group} />
      </Cell>
    </Row>
  );
}
