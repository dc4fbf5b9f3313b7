import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

/** Instants at which so many pass that come at once. */
async function passing(pace: Pace, key: string, count: number): Promise<number[]> {
  const passed: number[] = [];
  const turns = Array.from({ length: count }, () =>
    pace.turn(key).then(() => passed.push(performance.now())),
  );
  await Promise.all(turns);
  return passed;
}

test('no second has more than it may, the first neither; other keys wait for none of it', async () => {
  const pace = new Pace(5);
  const [busy, other] = await Promise.all([passing(pace, 'busy', 12), passing(pace, 'other', 5)]);
  // A timer may be a millisecond early.
  for (const [index, at] of busy.slice(5).entries()) expect(at - busy[index]!).toBeGreaterThan(998);
  expect(other.at(-1)!).toBeLessThan(busy[5]!);
  const [late] = await passing(pace, 'other', 1);
  expect(late! - other[0]!).toBeGreaterThan(998);
});

test('without a limit nobody waits; who gives up is not waited for', async () => {
  const open = new Pace(undefined);
  await Promise.all(Array.from({ length: 1_000 }, () => open.turn('key')));
  const pace = new Pace(1);
  await pace.turn('key');
  const control = new AbortController();
  const second = pace.turn('key', control.signal);
  control.abort();
  await expect(second).rejects.toThrow();
});
