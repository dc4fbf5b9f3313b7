import { useState } from 'react';
import type { Revision } from '../api/index.ts';
import { Button, Instant, Status } from '../kit/index.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import styles from './revisions-table.module.css';
import type { RevisionsSearch } from './search.ts';

/** More changes of one revision are counted only; the comparison has them all. */
const SENTENCES_MAX = 3;

interface RevisionsTableProps {
  readonly flowId: string;
  readonly revisions: readonly Revision[];
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly onCompare: (compared: RevisionsSearch) => void;
}

/** The latest first: a click compares one with the one before it. */
export function RevisionsTable({ flowId, revisions, from, to, onCompare }: RevisionsTableProps) {
  const [restored, setRestored] = useState<Revision>();
  const currentId = revisions.find(({ isCurrent }) => isCurrent)?.revisionId;
  return (
    <>
      <ol aria-label="Revisions" className={styles['revisions']}>
        {revisions.map((revision) => {
          const { revisionId, isCurrent, isEnabled } = revision;
          const isCompared = revisionId === to || revisionId === from;
          return (
            <li key={revisionId} data-selected={isCompared || undefined} className={styles['revision']}>
              <div className={styles['head']}>
                <button
                  type="button"
                  className={styles['name']}
                  aria-current={revisionId === to || undefined}
                  onClick={() => onCompare({ to: revisionId })}
                >
                  Revision {revisionId}
                </button>
                {isCurrent && <Status tone="ok">Current</Status>}
                {!isEnabled && <Status tone="off">Off</Status>}
                {!isCurrent && (
                  <span className={styles['restore']}>
                    <Button kind="quiet" onPress={() => setRestored(revision)}>
                      Restore
                    </Button>
                  </span>
                )}
              </div>
              <About revision={revision} />
            </li>
          );
        })}
      </ol>
      {restored && (
        <RestoreDialog
          flowId={flowId}
          revision={restored}
          currentId={currentId ?? restored.revisionId}
          onClose={() => setRestored(undefined)}
        />
      )}
    </>
  );
}

/** When, by whom, and what it changed. */
function About({ revision }: { readonly revision: Revision }) {
  const { createdAt, savedBy, actions, restoredFrom, summary } = revision;
  return (
    <>
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
    </>
  );
}
