import { Lock } from 'lucide-react';
import type { ApiFailure } from '../api/index.ts';
import styles from './note.module.css';

/** In place of what the token may not see: the scopes that it lacks. */
export function ClosedNote({ failure }: { readonly failure: ApiFailure }) {
  const { missingScopes } = failure;
  return (
    <div role="status" className={`${styles['note']} ${styles['closed']}`}>
      <Lock aria-hidden size={18} className={styles['icon']} />
      <div className={styles['words']}>
        <p className={styles['message']}>Your access token does not open this.</p>
        <p className={styles['details']}>
          {missingScopes.length === 0 ? (
            failure.message
          ) : (
            <>
              It lacks {missingScopes.length === 1 ? 'the scope' : 'the scopes'}{' '}
              {missingScopes.map((scope, at) => (
                <span key={scope}>
                  {at > 0 && ', '}
                  <code>{scope}</code>
                </span>
              ))}
              . Whoever manages the tokens of this account can make one that opens it.
            </>
          )}
        </p>
      </div>
    </div>
  );
}
