import { CircleAlert, RotateCw } from 'lucide-react';
import { ApiFailure, isMissing } from '../api/index.ts';
import { Button } from './button.tsx';
import styles from './note.module.css';

interface FailureNoteProps {
  readonly error: Error;
  readonly onRetry?: () => void;
}

/** What went wrong, in the server's words, at the thing it happened to. The correlation id finds it in the server's log. */
export function FailureNote({ error, onRetry }: FailureNoteProps) {
  const { errors, correlationId } = error instanceof ApiFailure ? error : NO_DETAIL;
  // What is not there is not there the next time either.
  const isGone = isMissing(error);
  const details = errors.filter(({ message }) => !error.message.includes(message));
  return (
    <div role="alert" className={`${styles['note']} ${styles['failed']}`}>
      <CircleAlert aria-hidden size={18} className={styles['icon']} />
      <div className={styles['words']}>
        <p className={styles['message']}>{error.message}</p>
        {details.length > 0 && (
          <ul className={styles['details']}>
            {details.map((detail) => (
              <li key={`${detail.in} ${detail.message}`}>
                {detail.in && <code>{detail.in}</code>} {detail.message}
              </li>
            ))}
          </ul>
        )}
        {correlationId && (
          <p className={styles['small']}>
            Correlation id <code>{correlationId}</code>
          </p>
        )}
      </div>
      {onRetry && !isGone && (
        <Button icon={RotateCw} onPress={onRetry}>
          Retry
        </Button>
      )}
    </div>
  );
}

const NO_DETAIL = { errors: [], correlationId: undefined } as const;
