/**
 * Every statement has an index to ride. A plan that was made while a table was empty would read it whole, and is kept while
 * it fills: for a minute, until autovacuum comes by, or for ever. Nor is any statement so large that compiling it would pay, or asks for a row
 * that it was just given, so that keeping them would.
 */
export const ONE_WAY_TO_A_ROW = { enable_seqscan: 'off', jit: 'off', enable_memoize: 'off' } as const;
