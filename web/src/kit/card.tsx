import type { ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  readonly title?: string;
  /** What the title does not say. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Whether the content has the card's padding; tables and lists go from edge to edge. */
  readonly fill?: 'padded' | 'edge';
}

/** A part of a page, on a panel of its own. */
export function Card({ title, lead, actions, children, fill = 'edge' }: CardProps) {
  return (
    <section className={styles['card']} aria-label={title}>
      {(title || actions) && (
        <header className={styles['head']}>
          <div className={styles['names']}>
            <h2 className={styles['title']}>{title}</h2>
            {lead && <p className={styles['lead']}>{lead}</p>}
          </div>
          {actions && <div className={styles['actions']}>{actions}</div>}
        </header>
      )}
      <div className={fill === 'padded' ? styles['padded'] : undefined}>{children}</div>
    </section>
  );
}
