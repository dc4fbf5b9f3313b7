import { useMemo } from 'react';
import { type RawFlow, textAt } from '../../flow-body/index.ts';
import { ChangeList, changesBetween } from '../../flow-changes/index.ts';
import { Button, Dialog } from '../../kit/index.ts';
import { useWords } from '../canvas/index.ts';
import { rebase } from '../edits/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import styles from './save.module.css';

interface ConflictProps {
  readonly flowId: string;
  readonly newer: RawFlow;
  readonly onClose: () => void;
  /** The edits stand on the newer revision now. */
  readonly onTaken: () => void;
}

/** Another revision came first: what it changed, and which of one's own edits still fit. */
export function Conflict({ newer, onClose, onTaken }: ConflictProps) {
  const editor = useEditor();
  const { names } = useWords();
  const { base, done } = useEditorState(({ history }) => history);
  const { history, clashes } = useMemo(() => rebase(done, newer), [done, newer]);
  const theirs = useMemo(() => changesBetween(base, newer, names), [base, newer, names]);
  const fits = history.done.length;
  return (
    <Dialog
      title={`Revision ${textAt(newer, 'revisionId')} came first`}
      size="large"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Not now</Button>
          <Button
            kind="primary"
            onPress={() => {
              editor.rebaseOnto(newer);
              onTaken();
            }}
          >
            {clashes.length === 0
              ? 'Put my edits on it'
              : fits === 0
                ? 'Take it without my edits'
                : 'Put what fits on it'}
          </Button>
        </>
      }
    >
      <div className={styles['parts']}>
        <section>
          <h3 className={styles['title']}>Somebody changed</h3>
          <ChangeList changes={theirs} />
        </section>
        <section>
          <h3 className={styles['title']}>
            {clashes.length === 0
              ? done.length === 1
                ? 'Your edit still fits'
                : `Your ${done.length} edits still fit`
              : clashes.length === 1
                ? 'One of your edits does not fit any more'
                : `${clashes.length} of your edits do not fit any more`}
          </h3>
          <ul className={styles['problems']}>
            {clashes.map(({ label, reason }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two edits may say the same.
              <li key={index}>
                {label.charAt(0).toUpperCase() + label.slice(1)}: {reason}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}
