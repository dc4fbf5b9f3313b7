import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryClient } from '../../api/index.ts';
import { Button, Dialog, problemOf, toast } from '../../kit/index.ts';

interface EditDialogProps<T> {
  readonly title: string;
  /** "Create app", "Save". */
  readonly verb: string;
  /** What is still to be filled in. */
  readonly missing?: string | undefined;
  readonly size?: 'small' | 'large';
  readonly save: () => Promise<T>;
  /** What is told when it is saved. */
  readonly said?: string;
  readonly onSaved?: (saved: T) => void;
  readonly onClose: () => void;
  /** The fields: each asks what is wrong with it by the member that it is sent as. */
  readonly children: (problemOf: (member: string) => string | undefined) => ReactNode;
}

/** Something of the account is made or changed: what is wrong is said at its field, and else below. */
export function EditDialog<T>(props: EditDialogProps<T>) {
  const { title, verb, missing, size = 'small', said, onSaved, onClose, children } = props;
  const save = useMutation({
    mutationFn: props.save,
    onSuccess: async (saved) => {
      if (said !== undefined) toast({ tone: 'ok', text: said });
      onClose();
      onSaved?.(saved);
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Dialog
      title={title}
      size={size}
      isOpen
      failure={save.error}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" reason={missing} onPress={() => save.mutate()} isPending={save.isPending}>
            {verb}
          </Button>
        </>
      }
    >
      {children((member) => problemOf(save.error, member))}
    </Dialog>
  );
}
