import { type RefObject, useEffect } from 'react';
import { commandFor } from '../commands/index.ts';

/** Keys that are pressed while nothing has the focus, as when a page has just been opened, are the canvas's: it takes the focus, and them. */
export function useNobodysKeys(
  canvas: RefObject<HTMLElement | null>,
  onKeyDown: (event: KeyboardEvent) => void,
) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const at = canvas.current;
      if (!at || event.defaultPrevented || !isNobodys(event.target) || at.closest('[inert]')) return;
      const isClipboard = (event.ctrlKey || event.metaKey) && CLIPBOARD.has(event.key);
      if (isClipboard ? hasText() : !commandFor(event, true)) return;
      at.focus({ preventScroll: true });
      onKeyDown(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}

function isNobodys(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.id === 'page');
}

/** What the browser does by these comes to the canvas as events of its clipboard. */
const CLIPBOARD = new Set(['c', 'x', 'v']);

/** Words that are marked are what is meant by copying. */
function hasText(): boolean {
  return getSelection()?.isCollapsed === false;
}
