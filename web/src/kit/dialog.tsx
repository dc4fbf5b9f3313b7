import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './button.tsx';
import styles from './dialog.module.css';
import { FailureNote } from './failure-note.tsx';
import { useFormFocus } from './use-form-focus.ts';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Its buttons, the one that does it last. */
  readonly actions?: ReactNode;
  readonly size?: 'small' | 'large';
  /** A sheet comes from the right and holds forms; on a phone both fill the screen. */
  readonly kind?: 'dialog' | 'sheet';
  /** What the last try came to: the first field that is at fault gets the keyboard. */
  readonly failure?: Error | null;
  /** What of it is said below the fields: all, unless each of its problems stands at its field. */
  readonly note?: Error | null;
}

/**
 * What is done on top of a page and then is over. Escape and a click beside it close it. The keyboard is in its first field when it opens,
 * and where it was before once it is closed.
 */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, actions, size = 'small', kind = 'dialog' } = props;
  const { failure = null, note = failure } = props;
  return (
    <ModalOverlay
      isDismissable
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      className={`${styles['veil']} ${styles[kind]}`}
    >
      <Modal className={`${styles['modal']} ${styles[size]}`}>
        <AriaDialog className={styles['inner'] ?? ''}>
          <header className={styles['head']}>
            <Heading slot="title" className={styles['title'] ?? ''}>
              {title}
            </Heading>
            <IconButton icon={X} label="Close" onPress={onClose} />
          </header>
          <Body failure={failure} note={note}>
            {children}
          </Body>
          {actions && <footer className={styles['actions']}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface BodyProps {
  readonly failure: Error | null;
  readonly note: Error | null;
  readonly children: ReactNode;
}

function Body({ failure, note, children }: BodyProps) {
  const body = useRef<HTMLDivElement>(null);
  useFormFocus(body, failure);
  return (
    <div ref={body} className={styles['body']}>
      {children}
      {note && (
        // Fields may fill more than the screen.
        <div ref={(shown) => shown?.scrollIntoView({ block: 'nearest' })}>
          <FailureNote error={note} />
        </div>
      )}
    </div>
  );
}
