import { type RefObject, useEffect, useState } from 'react';

/** Whether an element has been on the screen: a flow with fifty branches does not count fifty times what nobody looks at. */
export function useSeen(of: RefObject<Element | null>): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (isSeen || !of.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(of.current);
    return () => observer.disconnect();
  }, [of, isSeen]);
  return isSeen;
}
