import * as z from 'zod';

/** Whether no schema of several members had been made yet. */
export const toldInTime = z.config().memoizer === undefined;

/**
 * Zod looks out for cycles by remembering every object of an input in weak maps. All that is parsed here was JSON, which
 * holds none; the maps cost a third of the parsing, and kept what was parsed alive long after. To be imported before the
 * first schema is made: core/problem is the first import of the server's platform.
 */
z.config({
  memoizer: {
    alloc: (_schema, _payload, empty) => empty,
    attach: () => undefined,
    guard: () => undefined,
  },
});
