import type { ReactNode } from 'react';
import styles from './soft.module.css';

/** What stands beside the main thing, in a row. */
export function Soft({ children }: { readonly children: ReactNode }) {
  return <span className={styles['soft']}>{children}</span>;
}
