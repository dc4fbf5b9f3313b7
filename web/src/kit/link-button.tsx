import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './button.module.css';

interface LinkButtonProps {
  readonly to: LinkProps['to'];
  readonly children: ReactNode;
}

/** Leads to a page, and looks like a button. */
export function LinkButton({ to, children }: LinkButtonProps) {
  return (
    <Link to={to} className={`${styles['button']} ${styles['plain']} ${styles['link']}`}>
      <span className={styles['text']}>{children}</span>
    </Link>
  );
}
