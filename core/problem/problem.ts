/** One thing wrong. `path` is written as code would: `actions[3].connection.nextActionId`; empty for the whole input. */
export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Problems reported of one input; the last counts the rest. */
export const PROBLEMS_TOLD_MAX = 100;

/** A readable number of problems, the last of which counts the rest. */
export function atMost(problems: readonly Problem[]): Problem[] {
  if (problems.length <= PROBLEMS_TOLD_MAX) return [...problems];
  const told = problems.slice(0, PROBLEMS_TOLD_MAX - 1);
  return [...told, moreProblems(problems.length - told.length)];
}

export function moreProblems(count: number): Problem {
  return { path: '', code: 'MORE_PROBLEMS', message: `There are ${count} more problems; mend these first.` };
}
