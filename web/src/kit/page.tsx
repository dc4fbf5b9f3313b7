import { type ReactNode, useEffect } from 'react';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  /** What the browser's tab says, where that is not the title. */
  readonly tab?: string | undefined;
  /** Beside the title: a count, a state. */
  readonly meta?: ReactNode;
  readonly actions?: ReactNode;
  /** Below the title: where this belongs, or what it is about. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its heading with what can be done, and its content. The heading is the title of the browser's tab, too. */
export function Page({ title, tab, meta, actions, lead, children }: PageProps) {
  useTitle(tab ?? title);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div className={styles['names']}>
          <h1 className={styles['title']}>{title}</h1>
          {meta}
        </div>
        {actions && <div className={styles['actions']}>{actions}</div>}
        {lead && <div className={styles['lead']}>{lead}</div>}
      </header>
      {children}
    </div>
  );
}

/** What the browser's tab and its history call the page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Millrace' : `${title} · Millrace`;
  }, [title]);
}
