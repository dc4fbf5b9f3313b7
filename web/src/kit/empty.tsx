import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty.module.css';

interface EmptyProps {
  readonly icon: LucideIcon;
  /** One sentence. */
  readonly children: ReactNode;
  /** One button, for what is to be done now. */
  readonly action?: ReactNode;
  readonly state?: 'empty' | 'missing';
}

/** In place of a table that has nothing in it, or of a thing that is not there. */
export function Empty({ icon: Icon, children, action, state = 'empty' }: EmptyProps) {
  return (
    <div className={styles['empty']} data-state={state}>
      <span className={styles['icon']}>
        <Icon aria-hidden size={20} />
      </span>
      <p className={styles['words']}>{children}</p>
      {action}
    </div>
  );
}
