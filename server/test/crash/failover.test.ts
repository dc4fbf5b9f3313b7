import { expect, test } from 'vitest';
import { olderPostgres } from '../../../scripts/older-postgres.ts';
import { cases } from '../support/cases.ts';
import { runFailovers } from './failover.ts';

const ROUNDS = cases(1);

/** The aim is five seconds from the promotion; the rest is for busy machines. */
const BACK_MS = 15_000;

test(
  'the primary is lost and the standby takes over: nothing that was acknowledged is lost, nothing is done twice, and the processes go on',
  async () => {
    const { failovers, lost, doubled, died, refused, acknowledged } = await runFailovers({
      rounds: ROUNDS,
      // As on most machines of users; where there is none, on the embedded one.
      bin: olderPostgres(),
    });
    expect({ lost, doubled, died }).toEqual({ lost: [], doubled: [], died: [] });
    expect(acknowledged).toBeGreaterThan(30 * ROUNDS);
    // Whoever asked while a connection broke heard nothing, or that it may ask again.
    expect(Object.keys(refused).filter((status) => status !== '503')).toEqual([]);
    for (const { untilWritten, untilWorked } of failovers) {
      expect(untilWritten).toBeLessThan(BACK_MS);
      expect(untilWorked).toBeLessThan(BACK_MS);
    }
  },
  60_000 * (1 + ROUNDS),
);
