import { useMutation, useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ApiFailure, call, query, queryClient, type Revision } from '../api/index.ts';
import { printRaw, type RawFlow } from '../flow-body/index.ts';
import {
  ChangeList,
  leavePreviews,
  Standing,
  StandingSkeleton,
  useEditPreview,
} from '../flow-changes/index.ts';
import { Button, Dialog, Instant, Loaded, SkeletonBar, Switch, toast } from '../kit/index.ts';
import styles from './restore-dialog.module.css';
import { revisionQuery } from './revision-query.ts';
import { useChanges } from './use-changes.ts';

interface RestoreDialogProps {
  readonly flowId: string;
  readonly revision: Revision;
  /** The current revision, as the list has it. */
  readonly currentId: string;
  readonly onClose: () => void;
}

/** What would be so again, and what becomes of those who are inside, before it is done. */
export function RestoreDialog(props: RestoreDialogProps) {
  const { flowId, revision, currentId: latestId, onClose } = props;
  // What was reviewed is what is restored over: one that comes meanwhile is looked at first.
  const [seen, setSeen] = useState<string | undefined>(latestId);
  const currentId = seen ?? latestId;
  const { revisionId, createdAt } = revision;
  const [isNewOnly, setNewOnly] = useState(false);
  const now = useQuery(revisionQuery(flowId, currentId));
  const then = useQuery(revisionQuery(flowId, revisionId));
  const appliesTo = isNewOnly ? 'NEW_ONLY' : 'EVERYBODY';
  const restore = useMutation({
    mutationFn: async () => {
      await leavePreviews(flowId);
      return call('POST /millrace/v1/flows/{flowId}/revisions/{revisionId}/restore', {
        path: { flowId, revisionId },
        query: { appliesTo, currentRevisionId: currentId },
      });
    },
    onSuccess: async (saved) => {
      toast({ tone: 'ok', text: `Revision ${revisionId} is restored, as revision ${saved.revisionId}.` });
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  const body = useMemo(() => then.data && asEdit(then.data, currentId), [then.data, currentId]);
  const preview = useEditPreview({ flowId, appliesTo, body, isSaving: restore.isPending });
  const newer = currentId !== latestId || [restore.error, preview.error].some(isOutdated);
  const lookAgain = async () => {
    restore.reset();
    setSeen(undefined);
    await queryClient.invalidateQueries(query('GET /automation/v4/flows/{flowId}', { path: { flowId } }));
    await queryClient.invalidateQueries({ queryKey: ['GET /millrace/v1/flows/{flowId}/revisions', flowId] });
  };
  return (
    <Dialog
      title={`Restore revision ${revisionId}`}
      size="large"
      isOpen
      failure={newer ? null : restore.error}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          {newer ? (
            <Button kind="primary" onPress={() => void lookAgain()}>
              Look at it anew
            </Button>
          ) : (
            <Button
              kind="primary"
              icon={RotateCcw}
              onPress={() => restore.mutate()}
              isPending={restore.isPending}
              reason={preview.isLoading ? 'It is still being looked at.' : undefined}
            >
              Restore
            </Button>
          )}
        </>
      }
    >
      <div className={styles['parts']}>
        {newer && (
          <p role="alert" className={styles['newer']}>
            Another revision came meanwhile: nothing was restored. Look at what it changed first.
          </p>
        )}
        <p className={styles['soft']}>
          A new revision is made that says what this one of <Instant at={createdAt} as="full" /> said.
          Revision {currentId} stays in the list.
        </p>
        <section>
          <h3 className={styles['title']}>What changes</h3>
          <Loaded query={now} skeleton={<SkeletonBar width="60%" />}>
            {(before) => (
              <Loaded query={then} skeleton={<SkeletonBar width="60%" />}>
                {(after) => <Changes before={before} after={after} />}
              </Loaded>
            )}
          </Loaded>
        </section>
        <section>
          <h3 className={styles['title']}>Those who are in the flow</h3>
          <Loaded query={preview} skeleton={<StandingSkeleton />}>
            {(found) => <Standing preview={found} />}
          </Loaded>
          <Switch isSelected={isNewOnly} onChange={setNewOnly}>
            Only for those who come in from now on; others finish as they began
          </Switch>
        </section>
      </div>
    </Dialog>
  );
}

function Changes({ before, after }: { readonly before: RawFlow; readonly after: RawFlow }) {
  const changes = useChanges(before, after);
  if (changes.length === 0) return <p className={styles['soft']}>Nothing: it says the same.</p>;
  return <ChangeList changes={changes} />;
}

/** The revision as an edit of the current one. */
const asEdit = (revision: RawFlow, currentId: string) => printRaw({ ...revision, revisionId: currentId });

function isOutdated(error: Error | null): boolean {
  return (
    error instanceof ApiFailure &&
    error.errors.some(({ code }) => code === 'INVALID_REVISION_ID_IN_PUT_REQUEST')
  );
}
