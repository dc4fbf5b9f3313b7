import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleHelp, Ellipsis, FastForward, LogOut, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { call, type Passage, queryClient, useScope } from '../api/index.ts';
import { Confirm, IconButton, Menu, type MenuEntry, toast, toastFailure } from '../kit/index.ts';
import styles from './passage.module.css';

/** What can be done about a passage that goes on; and why it came in. */
export function PassageMenu({ passage }: { readonly passage: Passage }) {
  const { id, flowId, objectId, status, position, pausedBy } = passage;
  const [isLeaving, setLeaving] = useState(false);
  const mayWrite = useScope('automation');
  const reason = mayWrite ? undefined : 'Your token has no scope for it';
  const path = { enrollmentId: id };
  const skip = useDeed('It goes on.', () =>
    call('POST /millrace/v1/enrollments/{enrollmentId}/skip-wait', { path }),
  );
  const pause = useDeed('It is paused.', () =>
    call('POST /millrace/v1/enrollments/{enrollmentId}/pause', { path, body: {} }),
  );
  const resume = useDeed('It goes on.', () =>
    call('POST /millrace/v1/enrollments/{enrollmentId}/resume', { path }),
  );
  const leave = useDeed('It has left.', async () => {
    await call('POST /millrace/v1/flows/{flowId}/unenrollments', {
      path: { flowId },
      body: { objectIds: [objectId] },
    });
    setLeaving(false);
  });
  const isPausedItself = pausedBy.some(({ scope, state }) => scope === 'ENROLLMENT' && state === 'PAUSED');
  const waits = position?.waitingFor !== null && position?.waitingFor !== 'effect';
  const entries: MenuEntry[] = [
    ...(waits
      ? [{ id: 'skip', name: 'Skip the wait', icon: FastForward, onDo: () => skip.mutate(), reason }]
      : []),
    isPausedItself
      ? { id: 'resume', name: 'Resume', icon: Play, onDo: () => resume.mutate(), reason }
      : { id: 'pause', name: 'Pause', icon: Pause, onDo: () => pause.mutate(), reason },
  ];
  return (
    <>
      <Link
        to="/flows/$flowId/explain"
        params={{ flowId }}
        search={{ objectId, at: passage.enrolledAt }}
        className={styles['whyLink']}
      >
        <CircleHelp aria-hidden size={16} /> Why it came in
      </Link>
      {status === 'ACTIVE' && (
        <Menu
          label="What can be done"
          groups={[
            entries,
            [
              {
                id: 'leave',
                name: 'Unenroll…',
                icon: LogOut,
                kind: 'danger',
                onDo: () => setLeaving(true),
                reason,
              },
            ],
          ]}
        >
          <IconButton icon={Ellipsis} label="What can be done" />
        </Menu>
      )}
      <Confirm
        title="Unenroll it?"
        verb="Unenroll"
        kind="danger"
        isOpen={isLeaving}
        onClose={() => setLeaving(false)}
        onConfirm={() => leave.mutate()}
        isPending={leave.isPending}
        error={leave.error}
      >
        It leaves where it stands, and what nobody has begun to send for it is dropped. What it has done so
        far stays.
      </Confirm>
    </>
  );
}

function useDeed(done: string, run: () => Promise<unknown>) {
  return useMutation<unknown, Error, void>({
    mutationFn: run,
    onSuccess: async () => {
      toast({ tone: 'ok', text: done });
      await queryClient.invalidateQueries({ queryKey: ['GET /millrace/v1/enrollments/{enrollmentId}'] });
    },
    onError: toastFailure,
  });
}
