import { useState } from 'react';
import type { Revision } from '../api/index.ts';
import { Button, Cell, Instant, Row, Status, Table } from '../kit/index.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import styles from './revisions-table.module.css';

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
          const { revisionId, createdAt, savedBy, isCurrent, isEnabled, actions } = revision;
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
                </p>
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
