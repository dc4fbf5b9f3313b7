import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface ConfirmProps {
  readonly title: string;
  /** What will be so afterwards, and whether it can be undone. */
  readonly children: ReactNode;
  /** A verb: "Delete", "Turn on". */
  readonly verb: string;
  readonly kind?: 'primary' | 'danger';
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly isPending?: boolean;
  readonly error?: Error | null;
}

/** Asks once more before something that many things hang on. */
export function Confirm(props: ConfirmProps) {
  const { title, children, verb, kind = 'primary', isOpen, onClose, onConfirm, isPending, error } = props;
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      failure={error ?? null}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind={kind} onPress={onConfirm} isPending={isPending ?? false}>
            {verb}
          </Button>
        </>
      }
    >
      <div>{children}</div>
    </Dialog>
  );
}
