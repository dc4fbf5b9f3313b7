/** What something costs, held against what a plain case of the same size costs in the same run: other machines, other numbers. */

export { cpuMsOf } from '../../../core/problem/cost.test-support.ts';

const RUNS = 3;

/** Milliseconds of one call that waits for a database: the least of several. */
export async function msOf(work: () => Promise<unknown>): Promise<number> {
  await work();
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** Where the fuzzers begin; a failure names it, and HOSTILE_SEED repeats it. */
export const SEED = Number(process.env['HOSTILE_SEED'] ?? Date.now() % 2 ** 31);

/** Random numbers below a bound, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What long texts are made of, so that whoever looks twice at a place looks at all places twice. */
const UNITS = [
  'a',
  'ab',
  '1',
  '0',
  '.',
  ';',
  'a;',
  ' ',
  '\n',
  '-',
  '_',
  '@',
  '<',
  '{',
  '{{ ',
  '"',
  "'",
  '\\',
  'é',
  '😀',
  '%',
  'aA',
  '1e',
  '/',
];
const ENDS = ['', 'b', '!', '1', 'x@y.z', ';', '}}', '>', '\\'];

/** A text of about so many characters that is mostly one thing over and over. */
export function hostileText(random: (below: number) => number, characters: number): string {
  const pick = (from: readonly string[]) => from[random(from.length)] ?? '';
  const part = (length: number) => {
    const unit = pick(UNITS);
    return unit.repeat(Math.max(1, Math.floor(length / unit.length)));
  };
  const parts = 1 + random(3);
  return Array.from({ length: parts }, () => part(characters / parts) + pick(ENDS)).join('');
}

/** Prose of so many characters. */
export function plainText(characters: number): string {
  const words = 'the quick brown fox jumps over the lazy dog and runs into the woods; ';
  return words.repeat(Math.ceil(characters / words.length)).slice(0, characters);
}
