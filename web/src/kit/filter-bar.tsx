import type { ReactNode } from 'react';
import styles from './filter-bar.module.css';

/** What narrows a table down, above it: the search first. */
export function FilterBar({ children }: { readonly children: ReactNode }) {
  return <search className={styles['bar']}>{children}</search>;
}
