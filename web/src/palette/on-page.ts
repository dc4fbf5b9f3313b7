import { useEffect } from 'react';
import type { FoundSection } from './found.ts';

/** What the open page finds in itself by what is typed: a text without capitals, with no space around it. */
export type FindOnPage = (wanted: string) => FoundSection;

const pages = new Set<FindOnPage>();

/** While a page is open, the palette finds what it has too, first. */
export function useOnPalette(find: FindOnPage): void {
  useEffect(() => {
    pages.add(find);
    return () => {
      pages.delete(find);
    };
  }, [find]);
}

export function foundOnPage(wanted: string): readonly FoundSection[] {
  return [...pages].map((find) => find(wanted));
}
