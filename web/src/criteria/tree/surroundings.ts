import { type Names, NO_NAMES } from '@millrace/core/sentences';
import { createContext, useContext } from 'react';

/** What is wrong at a place below the root of the tree, in the server's words. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** What forms of criteria know of the tree that they stand in. */
export interface Surroundings {
  readonly names: Names;
  readonly problems: readonly Problem[];
  readonly isReadOnly: boolean;
}

export const SurroundingsContext = createContext<Surroundings>({
  names: NO_NAMES,
  problems: [],
  isReadOnly: false,
});

export function useSurroundings(): Surroundings {
  return useContext(SurroundingsContext);
}

/** Whether a problem stands at a place, or inside of it. */
export function isAt(problem: Problem, path: string): boolean {
  const { path: at } = problem;
  return at === path || at.startsWith(`${path}.`) || at.startsWith(`${path}[`);
}

/** What is wrong with a member, or with something in it. */
export function useProblemAt(path: string): string | undefined {
  return useSurroundings().problems.find((problem) => isAt(problem, path))?.message;
}
