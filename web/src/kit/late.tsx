import { type ReactNode, useEffect, useState } from 'react';

/** What arrives sooner is shown without a skeleton before: a flicker is worse than a short nothing. */
const LATE_MS = 150;

export function Late({ children }: { readonly children: ReactNode }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-live="polite" aria-busy="true" aria-label="Loading">
      {isLate && children}
    </div>
  );
}
