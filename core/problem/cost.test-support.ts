import { expect } from 'vitest';

/** A measurement of less is mostly the clock's. */
const MEASURED_MS_MIN = 4;
const REPEATS_MAX = 1 << 12;
/** What is measured so often, in turns, has been measured well; where that is not enough, a busy machine gets more. */
const ROUNDS = 3;
const ROUNDS_MAX = 12;

/** CPU milliseconds of this thread for one call, whatever else the machine does: the least of several, since noise only adds. */
export function cpuMsOf(work: () => void): number {
  work();
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < ROUNDS; run++) least = Math.min(least, measured(work));
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

/** How many times what the second costs the first costs: both in turns, so that what slows one down slows down the other. */
function ratioOf(work: () => void, plain: () => void, ratioMax: number): number {
  let ms = Number.POSITIVE_INFINITY;
  let plainMs = Number.POSITIVE_INFINITY;
  for (let round = 1; ; round++) {
    plainMs = Math.min(plainMs, measured(plain));
    ms = Math.min(ms, measured(work));
    const ratio = ms / plainMs;
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
