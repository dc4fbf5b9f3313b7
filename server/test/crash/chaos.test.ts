import { expect, test } from 'vitest';
import { runChaos } from './chaos.ts';

const EVENTS = 14;

test(`one API and two workers, ${EVENTS} violent acts: nobody dies of it, nothing is lost, nothing is done twice`, async () => {
  const report = await runChaos({ events: EVENTS, seed: 20_260_202 });
  expect(report).toMatchObject({ died: [], lost: [], doubled: [] });
  expect(report.acknowledged).toBeGreaterThan(EVENTS);
  // What could not be served was said so: no bug, and nothing that hung.
  expect(Object.keys(report.refused).filter((status) => !['0', '503'].includes(status))).toEqual([]);
  expect(report.longestAnswerMs).toBeLessThan(30_000);
}, 600_000);
