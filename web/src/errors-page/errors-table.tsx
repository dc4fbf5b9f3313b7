import { sayReason, typeName } from '@millrace/core/sentences';
import { Link } from '@tanstack/react-router';
import { type ErrorGroup, useNamesOf } from '../api/index.ts';
import { Cell, CopiedCode, Instant, Row, Table } from '../kit/index.ts';
import { ErrorMenu } from './error-menu.tsx';
import styles from './errors-table.module.css';
import { Trend } from './trend.tsx';

interface ErrorsTableProps {
  readonly groups: readonly ErrorGroup[];
  /** Whether all that went wrong was counted. */
  readonly isComplete: boolean;
  /** On a page of one flow, which need not be named: shows the action where it stands. */
  readonly onAction?: (actionId: string) => void;
}

export function ErrorsTable({ groups, isComplete, onAction }: ErrorsTableProps) {
  const types = [...new Set(groups.map(({ actionTypeId }) => actionTypeId))].sort();
  const names = useNamesOf({ things: { actionType: types } });
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
          <ErrorRow
            key={`${group.flowId} ${group.actionId} ${group.reason}`}
            group={group}
            says={typeName(typed(group), names)}
            onAction={onAction}
          />
        ))}
      </Table>
      {!isComplete && (
        <p className={styles['foot']}>There are more than were counted: narrow it down to see the rest.</p>
      )}
    </>
  );
}

/** As much of the action as its name is read from. */
const typed = ({ actionTypeId }: ErrorGroup) =>
  /^[A-Z_]+$/.test(actionTypeId) ? { type: actionTypeId } : { type: 'SINGLE_CONNECTION', actionTypeId };

interface ErrorRowProps {
  readonly group: ErrorGroup;
  /** What kind of action it is at. */
  readonly says: string;
  readonly onAction: ErrorsTableProps['onAction'];
}

function ErrorRow({ group, says, onAction }: ErrorRowProps) {
  const { flowId, flowName, actionId, reason, count, records, lastAt, sample, trend } = group;
  return (
    <Row>
      <Cell>
        <div className={styles['cause']}>
          <p className={styles['title']}>
            <strong className={styles['reason']}>{sayReason(reason)}</strong>
            <CopiedCode code={reason} label="Copy the code" />
          </p>
          {sample.message && <p className={styles['message']}>{sample.message}</p>}
          <p className={styles['where']}>
            {onAction ? (
              <button type="button" className={styles['action']} onClick={() => onAction(actionId)}>
                {says}, action {actionId}
              </button>
            ) : (
              <>
                <Link to="/flows/$flowId" params={{ flowId }} search={{ action: actionId }}>
                  {flowName || `Flow ${flowId}`}
                </Link>{' '}
                · {says}, action {actionId}
              </>
            )}
            {' · '}
            <Link
              to="/enrollments/$enrollmentId"
              params={{ enrollmentId: sample.enrollmentId }}
              search={{ step: sample.number }}
            >
              See the latest
            </Link>
          </p>
        </div>
      </Cell>
      <Cell isWideOnly>
        <Trend hours={trend} label={`By the hour: ${sayReason(reason)}`} />
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
