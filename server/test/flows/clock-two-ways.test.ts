import { expect, test } from 'vitest';
import { cases, firstSeed } from '../support/cases.ts';
import { movedAccount } from '../support/two-ways.ts';

/** Accounts by chance; each is moved both ways. */
const SEEDS = Number(process.env['CLOCK_SEEDS'] ?? cases(2));
const FIRST_SEED = firstSeed('CLOCK_SEED', 4);

test.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))(
  'account %i comes to the same, stretch by stretch and step by step',
  { timeout: 300_000 },
  async (seed) => {
    const account = { seed, contacts: 12, days: 60, reachesBeyond: seed % 5 === 0 };
    const [atOnce, stepByStep] = [await movedAccount(account, false), await movedAccount(account, true)];
    expect(atOnce.came).toEqual(stepByStep.came);
    expect(atOnce.move.stops).toBe(stepByStep.move.stops);
    // They went different ways, and there was something to be done on them.
    expect(atOnce.move.stepByStep === null).toBe(!account.reachesBeyond);
    expect(stepByStep.move.stepByStep).not.toBeNull();
    expect(atOnce.move.stops).toBeGreaterThan(50);
    expect(atOnce.came.mails.length).toBeGreaterThan(10);
  },
);
