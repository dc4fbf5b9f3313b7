import { useState } from 'react';
import type { Revision } from '../api/index.ts';
import { Button, Cell, Instant, Row, Status, Table } from '../kit/index.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import styles from './revisions-table.module.css';

/** More changes of one revision are counted only; the comparison has them all. */
const SENTENCES_MAX = 5;

interface RevisionsTableProps {
  readonly flowId: string;
  readonly revisions: readonly Revision[];
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly onCompare: (compared: { readonly from?: string; readonly to: string }) => void;
}

export function RevisionsTable({ flowId, revisions, from, to, onCompare }: RevisionsTableProps) {
  const [restored, setRestored] = useState<Revision>();
  return (
    <>
      <Table
        label="Revisions"
        columns={[{ name: 'Revision' }, { name: 'Actions', isSilent: true, align: 'end' }]}
      >
        {revisions.map((revision) => {
          const { revisionId, createdAt, savedBy, isCurrent, isEnabled, actions, restoredFrom, summary } =
            revision;
          return (
            <Row key={revisionId} isSelected={revisionId === to || revisionId === from}>
              <Cell>
                <div className={styles['revision']}>
                  <button
                    type="button"
                    className={styles['name']}
                    onClick={() => onCompare({ to: revisionId })}
                  >
                    Revision {revisionId}
                  </button>
                  {isCurrent && <Status tone="ok">Current</Status>}
                  {!isEnabled && <Status tone="off">Off</Status>}
                </div>
                <p className={styles['who']}>
                  <Instant at={createdAt} /> by{' '}
                  {savedBy?.tokenName ?? (savedBy ? `token ${savedBy.tokenId}` : 'somebody')}
                  {' · '}
                  {actions === 1 ? '1 action' : `${actions} actions`}
                  {restoredFrom !== null && ` · as revision ${restoredFrom} was`}
                </p>
                {summary !== null && summary.length > 0 && (
                  <ul className={styles['summary']}>
                    {summary.slice(0, SENTENCES_MAX).map((sentence) => (
                      <li key={sentence}>{sentence}</li>
                    ))}
                    {summary.length > SENTENCES_MAX && <li>and {summary.length - SENTENCES_MAX} more</li>}
                  </ul>
                )}
              </Cell>
              <Cell align="end">
                {to !== undefined &&
                  revisionId !== to &&
                  Number(revisionId) < Number(to) &&
                  revisionId !== from && (
                    <Button kind="quiet" onPress={() => onCompare({ from: revisionId, to })}>
                      Compare
                    </Button>
                  )}
                {!isCurrent && (
                  <Button kind="quiet" onPress={() => setRestored(revision)}>
                    Restore
                  </Button>
                )}
              </Cell>
            </Row>
          );
        })}
      </Table>
      {restored && (
        <RestoreDialog flowId={flowId} revision={restored} onClose={() => setRestored(undefined)} />
      )}
    </>
  );
}
