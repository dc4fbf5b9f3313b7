import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases, firstSeed } from '../support/cases.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { play } from './play.ts';
import { anySequence, type Sequence } from './sequence.ts';
import type { Moves } from './server.ts';

/** How many sequences, and the seed of the first. */
const SEQUENCES = Number(process.env['MODEL_SEQUENCES'] ?? cases(100));
const SEED = firstSeed('MODEL_SEED', 100);
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
  let seed = SEED;
  let compared = 0;
  let underWay = 0;
  let passedOver = 0;
  const moves: Moves = { inStretches: 0, stepByStep: 0 };
  const failures: string[] = [];
  const worker = async () => {
    while (compared + underWay < SEQUENCES && failures.length < FAILURES_TOLD) {
      underWay++;
      const came = await outcomeOf(seed++);
      underWay--;
      if (came === null) passedOver++;
      else compared++;
      if (typeof came === 'string') failures.push(came);
      else if (came) for (const way of WAYS) moves[way] += came[way];
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
  console.info('model', { compared, passedOver, ...moves });
  if (SEQUENCES < MANY) return;
  // They have gone both ways often, and few were passed over.
  for (const way of WAYS) expect(moves[way], way).toBeGreaterThan(SEQUENCES / 20);
  expect(passedOver).toBeLessThan(SEQUENCES / 10);
});

const WAYS = ['inStretches', 'stepByStep'] as const;

/** From so many on, they are as different as sequences are. */
const MANY = 100;

/** Failures that are told before it gives up. */
const FAILURES_TOLD = Number(process.env['MODEL_FAILURES'] ?? 1);

/** What is wrong with the sequence of a seed, as small as it can be made; when nothing is, how its clock was moved, or null when it was passed over. */
async function outcomeOf(seed: number): Promise<string | Moves | null> {
  const [sequence] = fc.sample(anySequence, { seed, numRuns: 1 }) as [Sequence];
  const wrong = await comesOut(sequence);
  if (typeof wrong !== 'string') return wrong;
  const again = `MODEL_SEED=${seed} MODEL_SEQUENCES=1`;
  if (SHRINKING_MS === 0) return `${again}\n${wrong}`;
  let last = wrong;
  const property = fc.asyncProperty(anySequence, async (smaller) => {
    const message = await comesOut(smaller);
    if (typeof message !== 'string') return;
    last = message;
    throw new Error(message);
  });
  await fc.check(property, { seed, numRuns: 1, interruptAfterTimeLimit: SHRINKING_MS });
  return `${again}, made smaller:\n${last}`;
}

async function comesOut(sequence: Sequence): Promise<string | Moves | null> {
  try {
    return await play(millrace, sequence);
  } catch (error) {
    return (error as Error).message;
  }
}
