import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { play } from './play.ts';
import { anySequence, type Sequence } from './sequence.ts';

/** How many sequences, and the seed of the first: the same ones unless asked otherwise. */
const SEQUENCES = Number(process.env['MODEL_SEQUENCES'] ?? 300);
const SEED = Number(process.env['MODEL_SEED'] ?? 1);
/** A failing sequence is made smaller for so long; with 0, it is told as it is. */
const SHRINKING_MS = Number(process.env['MODEL_SHRINKING_MS'] ?? 120_000);
/** Sequences under way at once, each in an account of its own. */
const AT_ONCE = 4;

let millrace: Millrace;
beforeAll(async () => {
  // Its lanes run only when the test says so: everything happens at an instant that the reference knows.
  millrace = await startMillrace({ role: 'api', logLevel: 'silent' });
});
afterAll(() => millrace.stop());

test(`${SEQUENCES} sequences of edits, changes and moved clocks come out as in the reference`, {
  timeout: 3_600_000,
}, async () => {
  const seeds = Array.from({ length: SEQUENCES }, (_, index) => SEED + index);
  const failures: string[] = [];
  const worker = async () => {
    for (
      let seed = seeds.shift();
      seed !== undefined && failures.length < FAILURES_TOLD;
      seed = seeds.shift()
    ) {
      const failure = await failureOf(seed);
      if (failure) failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
});

/** Failures that are told before it gives up. */
const FAILURES_TOLD = Number(process.env['MODEL_FAILURES'] ?? 1);

/** What is wrong with the sequence of a seed, as small as it can be made; null when nothing is. */
async function failureOf(seed: number): Promise<string | null> {
  const [sequence] = fc.sample(anySequence, { seed, numRuns: 1 }) as [Sequence];
  const wrong = await whatIsWrong(sequence);
  if (wrong === null) return null;
  const again = `MODEL_SEED=${seed} MODEL_SEQUENCES=1`;
  if (SHRINKING_MS === 0) return `${again}\n${wrong}`;
  let last = wrong;
  const property = fc.asyncProperty(anySequence, async (smaller) => {
    const message = await whatIsWrong(smaller);
    if (message === null) return;
    last = message;
    throw new Error(message);
  });
  await fc.check(property, { seed, numRuns: 1, interruptAfterTimeLimit: SHRINKING_MS });
  return `${again}, made smaller:\n${last}`;
}

async function whatIsWrong(sequence: Sequence): Promise<string | null> {
  try {
    await play(millrace, sequence);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
