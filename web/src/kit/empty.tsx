import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty.module.css';

interface EmptyProps {
  readonly icon: LucideIcon;
  /** One sentence. */
  readonly children: ReactNode;
  /** One button, for what is to be done now. */
  readonly action?: ReactNode;
}

/** In place of a table that has nothing in it. */
export function Empty({ icon: Icon, children, action }: EmptyProps) {
  return (
    <div className={styles['empty']} data-state="empty">
      <span className={styles['icon']}>
        <Icon aria-hidden size={20} />
      </span>
      <p className={styles['words']}>{children}</p>
      {action}
    </div>
  );
}
