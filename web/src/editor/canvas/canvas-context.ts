import { createContext, useContext } from 'react';
import type { Names } from '../say/index.ts';

/** What cards show that is not in the body: names, and what records of the flow are called. */
export interface CanvasWords {
  readonly names: Names;
  readonly plural: string;
}

export const WordsContext = createContext<CanvasWords | undefined>(undefined);

export function useWords(): CanvasWords {
  const words = useContext(WordsContext);
  if (!words) throw new Error('A card is shown outside of the editor.');
  return words;
}
