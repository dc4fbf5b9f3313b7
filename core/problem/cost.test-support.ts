import { expect } from 'vitest';

/** The CPU time of a thread is told in steps of up to some milliseconds: a measurement of less is mostly theirs. */
const MEASURED_MS_MIN = 10;
/** So many rounds measure well; a busy machine gets more. */
const ROUNDS = 3;
const ROUNDS_MAX = 12;

/** CPU milliseconds of this thread for one call, whatever else the machine does: the least of several, since noise only adds. */
export function cpuMsOf(work: () => void): number {
  const measure = gauge(work);
  let least = measure();
  for (let round = 1; round < ROUNDS; round++) least = measure();
  return least;
}

/** Each call measures once more, and answers the least CPU milliseconds of one call of the work so far. */
function gauge(work: () => void): () => number {
  let repeats = 1;
  let least = Number.POSITIVE_INFINITY;
  work();
  return () => {
    for (;;) {
      const before = process.threadCpuUsage();
      for (let repeat = 0; repeat < repeats; repeat++) work();
      const { user, system } = process.threadCpuUsage(before);
      const ms = (user + system) / 1_000;
      if (ms >= MEASURED_MS_MIN) {
        least = Math.min(least, ms / repeats);
        return least;
      }
      repeats *= 4;
    }
  };
}

/** The cost of `work` as a multiple of the cost of `plain`: both run in turns, so that a slowdown meets both. */
function ratioOf(work: () => void, plain: () => void, ratioMax: number): number {
  const measureWork = gauge(work);
  const measurePlain = gauge(plain);
  for (let round = 1; ; round++) {
    const ratio = measureWork() / measurePlain();
    if ((round >= ROUNDS && ratio <= ratioMax) || round === ROUNDS_MAX) return ratio;
  }
}

/** Ten times the text costs about ten times as much; what looks back at each place costs a hundred times. */
const RATIO_MAX = 60;

/** Holds that reading each of these texts costs in proportion to how often it repeats itself. */
export function expectProportion(
  texts: (times: number) => readonly string[],
  times: number,
  read: (text: string) => void,
): void {
  const longer = texts(10 * times);
  const ratios = texts(times).map((text, index) => {
    const ratio = ratioOf(
      () => read(longer[index]!),
      () => read(text),
      RATIO_MAX,
    );
    return [text.slice(0, 40), ratio] as const;
  });
  expect(ratios.length).toBeGreaterThan(0);
  expect(ratios.filter(([, ratio]) => ratio > RATIO_MAX)).toEqual([]);
}
