/** One thing wrong. `path` is written as code would: `actions[3].connection.nextActionId`; empty for the whole input. */
export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Problems told of one input; the last of them says how many more there are. */
export const PROBLEMS_TOLD_MAX = 100;

/** As many problems as a person reads, the last of which counts the others. */
export function atMost(problems: readonly Problem[]): Problem[] {
  if (problems.length <= PROBLEMS_TOLD_MAX) return [...problems];
  const told = problems.slice(0, PROBLEMS_TOLD_MAX - 1);
  return [...told, moreProblems(problems.length - told.length)];
}

export function moreProblems(count: number): Problem {
  return { path: '', code: 'MORE_PROBLEMS', message: `There are ${count} more problems; mend these first.` };
}
