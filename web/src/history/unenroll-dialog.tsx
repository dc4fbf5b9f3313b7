import { useMutation, useQuery } from '@tanstack/react-query';
import { call, queryClient } from '../api/index.ts';
import { Confirm, Loaded, SkeletonBar, toast } from '../kit/index.ts';

interface UnenrollDialogProps {
  readonly flowId: string;
  /** Of those who are inside: by record, by action, by when they came in. */
  readonly filter: {
    readonly objectIds?: readonly string[];
    readonly actionIds?: readonly string[];
    readonly enrolledFrom?: string | undefined;
    readonly enrolledBefore?: string | undefined;
  };
  readonly onClose: () => void;
}

/** Says first how many would leave, and asks. */
export function UnenrollDialog({ flowId, filter, onClose }: UnenrollDialogProps) {
  const body = { do: { type: 'UNENROLL' as const }, filter: { ...filter, status: ['ACTIVE'] } } as never;
  const preview = useQuery({
    queryKey: ['unenroll preview', flowId, filter],
    queryFn: ({ signal }) =>
      call('POST /millrace/v1/flows/{flowId}/steer/preview', { path: { flowId }, body }, signal),
    staleTime: 0,
    gcTime: 0,
  });
  const unenroll = useMutation({
    mutationFn: () => call('POST /millrace/v1/flows/{flowId}/steer', { path: { flowId }, body }),
    onSuccess: async () => {
      toast({ tone: 'ok', text: 'They are being unenrolled.' });
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  const matching = preview.data?.matching;
  return (
    <Confirm
      title={matching === 1 ? 'Unenroll one record?' : 'Unenroll records?'}
      verb="Unenroll"
      kind="danger"
      isOpen
      onClose={onClose}
      onConfirm={() => unenroll.mutate()}
      isPending={unenroll.isPending}
      error={unenroll.error}
    >
      <Loaded query={preview} skeleton={<SkeletonBar width="60%" />}>
        {({ matching: count, complete }) => (
          <p>
            {count === 1 ? 'One record leaves' : `${complete ? '' : 'At least '}${count} records leave`} the
            flow where {count === 1 ? 'it stands' : 'they stand'}: what they wait for is called off, and
            nothing that was done is undone. They may be enrolled again.
          </p>
        )}
      </Loaded>
    </Confirm>
  );
}
