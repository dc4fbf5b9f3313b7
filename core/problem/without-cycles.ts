import * as z from 'zod';

/** Whether no schema of several members had been made yet. */
export const toldInTime = z.config().memoizer === undefined;

/**
 * Zod guards against cycles by remembering every object of an input in weak maps. All inputs here are JSON, without cycles;
 * the maps cost a third of the parsing, and kept inputs alive long after. Import this before making the first schema:
 * core/problem is the first import of the server's platform.
 */
z.config({
  memoizer: {
    alloc: (_schema, _payload, empty) => empty,
    attach: () => undefined,
    guard: () => undefined,
  },
});
