import { SteerDialog, type Steering } from '../steer/index.ts';

interface UnenrollDialogProps {
  readonly flowId: string;
  /** Of those who are inside. */
  readonly filter: Omit<Steering['filter'], 'status'>;
  readonly onClose: () => void;
}

export function UnenrollDialog({ flowId, filter, onClose }: UnenrollDialogProps) {
  return (
    <SteerDialog
      flowId={flowId}
      steering={{ do: { type: 'UNENROLL' }, filter: { ...filter, status: ['ACTIVE'] } }}
      title="Unenroll?"
      verb="Unenroll"
      kind="danger"
      done="unenrolled"
      onClose={onClose}
    >
      {(count, isOne) => (
        <>
          This ends {count} where {isOne ? 'it stands' : 'they stand'}: what is waited for is called off, and
          nothing that was done is undone. The records may be enrolled again.
        </>
      )}
    </SteerDialog>
  );
}
