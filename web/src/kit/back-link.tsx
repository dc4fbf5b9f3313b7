import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './back-link.module.css';

interface BackLinkProps {
  readonly to: '/flows' | '/lists' | '/forms' | '/emails' | '/mailbox' | '/outbox';
  readonly children: ReactNode;
}

/** From one thing back to where all of its kind are. */
export function BackLink({ to, children }: BackLinkProps) {
  return (
    <Link to={to} className={styles['back']}>
      <ArrowLeft aria-hidden size={14} /> {children}
    </Link>
  );
}
