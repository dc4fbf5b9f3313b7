import { setTimeout as sleep } from 'node:timers/promises';

/** Long, for busy machines; whoever waits goes on as soon as it is so. */
const WITHIN_MS = 20_000;

/** Looks until it is so: what another process or another connection does cannot be waited for otherwise. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  withinMs = WITHIN_MS,
  everyMs = 5,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It did not come about within ${withinMs} ms.`);
    await sleep(everyMs);
  }
}
