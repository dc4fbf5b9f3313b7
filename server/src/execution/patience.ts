/** Time limit for moving a clock, or for an account to come to rest: under endless writes neither would end. */
export const MOVE_MS_MAX = 300_000;

/** The caller has waited for long enough, or has left. */
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
