import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './status.module.css';

export type Tone = 'ok' | 'failed' | 'warning' | 'waiting' | 'off' | 'goal';

interface StatusProps {
  readonly tone: Tone;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
  readonly title?: string;
}

/** How something stands: by colour, an icon and a word. */
export function Status({ tone, icon: Icon, children, title }: StatusProps) {
  return (
    <span className={`${styles['status']} ${styles[tone]}`} title={title}>
      {Icon ? (
        <Icon aria-hidden size={12} strokeWidth={2.5} />
      ) : (
        <span aria-hidden className={styles['dot']} />
      )}
      {children}
    </span>
  );
}
