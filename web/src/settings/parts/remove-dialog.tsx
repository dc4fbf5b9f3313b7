import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryClient } from '../../api/index.ts';
import { Confirm, toast } from '../../kit/index.ts';

interface RemoveDialogProps {
  readonly title: string;
  /** "Delete" unless it is something else. */
  readonly verb?: string;
  readonly remove: () => Promise<unknown>;
  /** What is told when it is done. */
  readonly said: string;
  readonly onClose: () => void;
  /** What will be so afterwards. */
  readonly children: ReactNode;
}

/** Asks before something goes that other things hang on. */
export function RemoveDialog({ title, verb = 'Delete', remove, said, onClose, children }: RemoveDialogProps) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      toast({ tone: 'ok', text: said });
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Confirm
      title={title}
      verb={verb}
      kind="danger"
      isOpen
      onClose={onClose}
      onConfirm={() => mutate()}
      isPending={isPending}
      error={error}
    >
      <p>{children}</p>
    </Confirm>
  );
}
