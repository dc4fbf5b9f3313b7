import { useMutation } from '@tanstack/react-query';
import { call, queryClient, type Revision } from '../api/index.ts';
import { Confirm, Instant, toast } from '../kit/index.ts';

interface RestoreDialogProps {
  readonly flowId: string;
  readonly revision: Revision;
  readonly onClose: () => void;
}

export function RestoreDialog({ flowId, revision, onClose }: RestoreDialogProps) {
  const { revisionId, createdAt } = revision;
  const restore = useMutation({
    mutationFn: () =>
      call('POST /millrace/v1/flows/{flowId}/revisions/{revisionId}/restore', {
        path: { flowId, revisionId },
      }),
    onSuccess: async () => {
      toast({ tone: 'ok', text: `Revision ${revisionId} is restored.` });
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Confirm
      title={`Restore revision ${revisionId}?`}
      verb="Restore"
      isOpen
      onClose={onClose}
      onConfirm={() => restore.mutate()}
      isPending={restore.isPending}
      error={restore.error}
    >
      <p>
        A new revision is made that says what this one of <Instant at={createdAt} as="full" /> said. The
        current one stays in the list. Those who are inside go on by the restored one.
      </p>
    </Confirm>
  );
}
