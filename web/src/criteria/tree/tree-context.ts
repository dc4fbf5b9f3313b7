import type { Path, RawObject } from '@millrace/core/raw';
import { createContext, useContext } from 'react';
import type { LineVerdict } from './verdicts.ts';

/** The tree that lines and groups stand in, and how it is changed. The same object while nothing but the tree changes. */
export interface Tree {
  readonly root: () => RawObject;
  /** Changes the tree; the node at `focus` opens, and is gone to. */
  edit(change: (root: RawObject) => RawObject, at: Path, focus?: (root: RawObject) => Path): void;
  isOpen(key: string): boolean;
  toggle(key: string): void;
  /** The node that is to have the keyboard, once. */
  readonly wanted: { current: string | undefined };
  readonly verdicts: ReadonlyMap<string, LineVerdict> | undefined;
}

export const TreeContext = createContext<Tree | undefined>(undefined);

export function useTree(): Tree {
  const tree = useContext(TreeContext);
  if (!tree) throw new Error('A line of criteria is shown outside of a builder.');
  return tree;
}
