/** So many values below zero a clause asks about: PostgreSQL proves no longer ones from the predicate of an index. */
const VALUES = 100;

const belowZero = (first: number): string =>
  Array.from({ length: VALUES }, (_, index) => -(first + index)).join();

const SAID = [`> any('{${belowZero(1)}}')`, `> any('{${belowZero(VALUES + 1)}}')`];

/**
 * That a column is above zero, as it always is, said so that rows are found through the partial index which has that for its predicate. Of a table that it
 * knows little of, PostgreSQL expects one row by any of its indexes, and prefers the one that is smaller just then: by the account alone, if
 * need be, and then every record reads all rows of it for as long as the plan is kept. What follows from the predicate costs nothing through the index, and
 * through every other way more than a level of an index does.
 */
export function onlyThrough(column: string): string {
  return [`${column} > 0`, ...SAID.map((said) => `${column} ${said}`)].join(' and ');
}
