import { expect } from 'vitest';

const RUNS = 3;
/** A measurement of less is mostly the clock's. */
const MEASURED_MS_MIN = 4;
const REPEATS_MAX = 1 << 12;

/** CPU milliseconds of this thread for one call, whatever else the machine does: the least of several, since noise only adds. */
export function cpuMsOf(work: () => void): number {
  work();
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) least = Math.min(least, measured(work));
  return least;
}

function measured(work: () => void): number {
  for (let repeats = 1; ; repeats *= 4) {
    const before = process.threadCpuUsage();
    for (let repeat = 0; repeat < repeats; repeat++) work();
    const { user, system } = process.threadCpuUsage(before);
    const ms = (user + system) / 1_000;
    if (ms >= MEASURED_MS_MIN || repeats >= REPEATS_MAX) return ms / repeats;
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
    return [text.slice(0, 40), cpuMsOf(() => read(longer[index]!)) / cpuMsOf(() => read(text))] as const;
  });
  expect(ratios.length).toBeGreaterThan(0);
  expect(ratios.filter(([, ratio]) => ratio > RATIO_MAX)).toEqual([]);
}
