import { sayReason } from '@millrace/core/sentences';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call, type ErrorGroup, queryClient } from '../api/index.ts';
import { Confirm, Loaded, SkeletonBar, toast } from '../kit/index.ts';

interface RetryDialogProps {
  readonly group: ErrorGroup;
  readonly onClose: () => void;
}

/** Says first for how many the action would be tried again: those whose passage has ended since are not. */
export function RetryDialog({ group, onClose }: RetryDialogProps) {
  const { flowId, actionId, reason } = group;
  const body = {
    do: { type: 'RETRY' as const },
    filter: { failed: { actionIds: [actionId], reasons: [reason] } },
  };
  const preview = useQuery({
    queryKey: ['retry preview', flowId, actionId, reason],
    queryFn: ({ signal }) =>
      call('POST /millrace/v1/flows/{flowId}/steer/preview', { path: { flowId }, body }, signal),
  });
  const retry = useMutation({
    mutationFn: () => call('POST /millrace/v1/flows/{flowId}/steer', { path: { flowId }, body }),
    onSuccess: async () => {
      toast({ tone: 'ok', text: 'They are being tried again.' });
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Confirm
      title={`Retry action ${actionId}?`}
      verb="Retry"
      isOpen
      onClose={onClose}
      onConfirm={() => retry.mutate()}
      isPending={retry.isPending}
      error={retry.error}
    >
      <Loaded query={preview} skeleton={<SkeletonBar width="60%" />}>
        {({ matching }) => (
          <p>
            {matching === 1 ? 'One passage' : `${matching} passages`} failed there: “{sayReason(reason)}”.
            {matching === 1 ? ' It' : ' They'} will go through the action once more. What was done after it is
            done again, too.
          </p>
        )}
      </Loaded>
    </Confirm>
  );
}
