import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** Whoever goes to another page by something that stays behind, as a row or the palette, goes on in that page and not before everything. */
export function useFocusOnPage() {
  const page = useRef<HTMLElement>(null);
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onResolved', ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return;
        // What closes with the page before gives the focus back first.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const { activeElement, body } = document;
            if (activeElement === body || activeElement === null)
              page.current?.focus({ preventScroll: true });
          }),
        );
      }),
    [router],
  );
  return page;
}
