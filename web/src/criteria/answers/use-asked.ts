import { printRaw, type RawObject } from '@millrace/core/raw';
import { useMemo } from 'react';
import { blanksIn } from '../model/blanks.ts';
import type { Problem } from '../tree/surroundings.ts';
import { useSettled } from './use-settled.ts';

/** Criteria as the server is asked about them. */
export interface Asked {
  readonly root: RawObject;
  /** As text, so that numbers keep their digits. */
  readonly text: string;
  /** What is still to be said first; while there is any, nothing is asked. */
  readonly blanks: readonly Problem[];
}

/** The tree once nobody has edited it for a moment. */
export function useAsked(root: RawObject): Asked {
  const settled = useSettled(root);
  return useMemo(() => ({ root: settled, text: printRaw(settled), blanks: blanksIn(settled) }), [settled]);
}
