import { useEffect, useRef } from 'react';

/** For a row of links that is scrolled where not all of them fit: the one that is open is in sight. */
export function useOpenInSight<E extends HTMLElement>() {
  const row = useRef<E>(null);
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (!row.current || !open) return;
    const { left, width } = open.getBoundingClientRect();
    const { left: from, width: seen } = row.current.getBoundingClientRect();
    row.current.scrollLeft += left - from - (seen - width) / 2;
  }, []);
  return row;
}
