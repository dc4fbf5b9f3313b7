/** Tests by chance: how many cases a run has, and which. `MILLRACE_TEST_CASES=10` takes ten times as many, of every such test. */
const TIMES = timesOf(process.env['MILLRACE_TEST_CASES']);

/** Cases of a usual run, as often as was asked for; at least one. */
export function cases(usual: number): number {
  return Math.max(1, Math.round(usual * TIMES));
}

/** The first of the seeds that follow one another: the usual one, unless the variable of that name says which, or `any`. A failure tells its own. */
export function firstSeed(variable: string, usual: number): number {
  const said = process.env[variable];
  return said === 'any' ? Date.now() % SEEDS : Number(said ?? usual);
}

/** Seeds are short enough to be told. */
const SEEDS = 1_000_000;

/** @throws Error that quotes what is no number above 0 */
export function timesOf(said: string | undefined): number {
  const times = Number(said ?? 1);
  if (times > 0 && Number.isFinite(times)) return times;
  throw new Error(
    `MILLRACE_TEST_CASES is how many times as many cases as usual a test by chance has: a number above 0, such as 10, and not "${said}".`,
  );
}
