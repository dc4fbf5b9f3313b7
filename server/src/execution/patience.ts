/** How long a clock is moved, or an account let come to rest, at most: under writes that never end neither would be done. */
export const MOVE_MS_MAX = 300_000;

/** A caller has waited for long enough, or waits no more. */
export class OutOfPatience extends Error {
  override readonly name = 'OutOfPatience';
}

/** Asked between two pieces of work; throws OutOfPatience. */
export type Patience = () => void;

export function patienceOf(caller: AbortSignal, mostMs: number): Patience {
  const end = performance.now() + mostMs;
  return () => {
    if (caller.aborted) throw new OutOfPatience('The caller has left.');
    if (performance.now() > end)
      throw new OutOfPatience(
        `The account has not come to rest within ${mostMs / 1_000} s: it is written to all the while, has very much to do, or has flows that ` +
          'keep each other going.',
      );
  };
}
