import { sayReason } from '@millrace/core/sentences';
import type { ErrorGroup } from '../api/index.ts';
import { SteerDialog } from '../steer/index.ts';

interface RetryDialogProps {
  readonly group: ErrorGroup;
  readonly onClose: () => void;
}

/** Says first for how many the action would be tried again: those for whom it cannot be are not counted. */
export function RetryDialog({ group, onClose }: RetryDialogProps) {
  const { flowId, actionId, reason } = group;
  return (
    <SteerDialog
      flowId={flowId}
      steering={{ do: { type: 'RETRY' }, filter: { failed: { actionIds: [actionId], reasons: [reason] } } }}
      title={`Retry action ${actionId}?`}
      verb="Retry"
      done="tried again"
      onClose={onClose}
    >
      {(count, isOne) => (
        <>
          “{sayReason(reason)}”: {count} {isOne ? 'goes' : 'go'} through the action once more. What was done
          after it is done again, too.
        </>
      )}
    </SteerDialog>
  );
}
