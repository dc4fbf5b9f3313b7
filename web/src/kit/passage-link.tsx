import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface PassageLinkProps {
  readonly enrollmentId: string;
  readonly children: ReactNode;
}

/** To one record's passage through one flow. */
export function PassageLink({ enrollmentId, children }: PassageLinkProps) {
  return (
    <Link to="/enrollments/$enrollmentId" params={{ enrollmentId }}>
      {children}
    </Link>
  );
}
