import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ApiFailure, callText } from '../../api/index.ts';
import { flagAt, parseRaw, printRaw, type RawFlow, textAt } from '../../flow-body/index.ts';
import {
  ChangeList,
  changesBetween,
  leavePreviews,
  Standing,
  StandingSkeleton,
  useEditPreview,
} from '../../flow-changes/index.ts';
import { Button, Dialog, Switch, toast } from '../../kit/index.ts';
import { useWords } from '../canvas/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import { type Whom, WhomChoice } from '../whom/index.ts';
import { Conflict } from './conflict.tsx';
import { forgetDraft } from './drafts.ts';
import { enrollMatching, loadFlow } from './load.ts';
import { ownRevision } from './own-revision.ts';
import styles from './save.module.css';

interface SaveDialogProps {
  readonly flowId: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What is about to be saved, whom it moves, and what is wrong with it. */
export function SaveDialog(props: SaveDialogProps) {
  return props.isOpen ? <Opened {...props} /> : null;
}

function Opened({ flowId, isOpen, onClose }: SaveDialogProps) {
  const editor = useEditor();
  const client = useQueryClient();
  const { names } = useWords();
  const { base, raw } = useEditorState(({ history }) => history);
  const findings = useEditorState((state) => state.findings);
  const [isNewOnly, setNewOnly] = useState(false);
  const [whom, setWhom] = useState<Whom>('FROM_NOW_ON');
  const [newer, setNewer] = useState<RawFlow>();
  const changes = useMemo(() => changesBetween(base, raw, names), [base, raw, names]);
  const appliesTo = isNewOnly ? 'NEW_ONLY' : 'EVERYBODY';
  const save = useMutation({
    mutationKey: ownRevision(flowId),
    mutationFn: async (enrolls: boolean) => {
      const upTo = editor.state.history.done.length;
      await leavePreviews(flowId);
      const text = await callText('PUT /automation/v4/flows/{flowId}', {
        path: { flowId },
        query: { appliesTo },
        body: printRaw(editor.raw) as never,
      });
      if (enrolls) await enrollMatching(flowId);
      return { saved: parseRaw(text) as RawFlow, upTo };
    },
    onSuccess: ({ saved, upTo }) => {
      editor.saved(saved, upTo);
      void forgetDraft(flowId);
      void client.invalidateQueries({ queryKey: ['flow', flowId] });
      toast({ tone: 'ok', text: `Saved as revision ${textAt(saved, 'revisionId')}.` });
      onClose();
    },
    onError: async (error) => {
      if (!(error instanceof ApiFailure) || error.status < 400 || error.status >= 500) return;
      const now = await loadFlow(flowId).catch(() => undefined);
      if (now && textAt(now, 'revisionId') !== textAt(editor.state.history.base, 'revisionId')) setNewer(now);
    },
  });
  const body = useMemo(() => printRaw(raw), [raw]);
  const preview = useEditPreview({ flowId, appliesTo, body, isSaving: save.isPending });
  const matching = flagAt(raw, 'isEnabled') ? preview.data?.matching : undefined;
  const enrolls = matching !== undefined && matching !== null && whom === 'WHO_MATCH_NOW';
  if (newer)
    return (
      <Conflict
        flowId={flowId}
        newer={newer}
        onClose={onClose}
        onTaken={() => {
          save.reset();
          setNewer(undefined);
        }}
      />
    );
  const errors = findings.filter(({ severity }) => severity === 'error');
  return (
    <Dialog
      title="Review and save"
      size="large"
      isOpen={isOpen}
      failure={save.error}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Go on editing</Button>
          <Button kind="primary" onPress={() => save.mutate(enrolls)} isPending={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles['parts']}>
        <section>
          <h3 className={styles['title']}>
            {changes.length === 1 ? '1 change' : `${changes.length} changes`}
          </h3>
          <ChangeList changes={changes} />
        </section>
        <section>
          <h3 className={styles['title']}>Those who are in the flow</h3>
          {preview.data ? (
            <Standing preview={preview.data} />
          ) : preview.error ? (
            <p className={styles['quiet']}>{preview.error.message}</p>
          ) : (
            <StandingSkeleton />
          )}
          <Switch isSelected={isNewOnly} onChange={setNewOnly}>
            Only for those who come in from now on; others finish as they began
          </Switch>
        </section>
        {matching && <WhomChoice preview={matching} value={whom} onChange={setWhom} />}
        {errors.length > 0 && (
          <section>
            <h3 className={styles['title']}>
              {errors.length === 1 ? '1 problem' : `${errors.length} problems`}
            </h3>
            <ul className={styles['problems']}>
              {errors.slice(0, 8).map(({ path, code, message }) => (
                <li key={`${path} ${code}`}>{messageWithNumber(message, raw)}</li>
              ))}
            </ul>
            <p className={styles['quiet']}>
              It can be saved all the same; these actions fail until they are mended.
            </p>
          </section>
        )}
      </div>
    </Dialog>
  );
}

/** An action is known by its number, not by its place in the body. */
function messageWithNumber(message: string, raw: RawFlow): string {
  return message.replace(
    /^actions\[(\d+)\]\.?(?:fields\.)?/,
    (_, place: string) => `#${textAt(raw, 'actions', Number(place), 'actionId')}: `,
  );
}
