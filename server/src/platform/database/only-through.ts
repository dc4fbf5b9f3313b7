/** So many values a clause may ask about: PostgreSQL proves no longer ones from the predicate of an index. */
const VALUES = 100;

/** Each costs as much as a level of an index. These have three at most; the rest is what PostgreSQL takes for no difference. */
const CLAUSES = 5;

/** What one clause asks: two that are alike count once. */
const ASKED = Array.from({ length: CLAUSES }, (_, index) => `any('{${Array(VALUES).fill(-1 - index)}}')`);

/**
 * What the predicate of a partial index says, said so that rows are found through that index. Of a table that it knows little of, PostgreSQL expects one row
 * by any of its indexes, and prefers the one with fewer levels: by the account alone, if need be, and then every record reads all rows of it for as long as
 * the plan is kept. Levels are those that a connection saw when it last used the index, so that one of many may pass for one of a single page. What follows
 * from the predicate costs nothing through its index, and through every other way more than all levels do. (It is said of a column by halves, so that no
 * index which has that takes it for a bound.)
 */
export function onlyThrough(column: string, predicate = `${column} > 0`): string {
  return [predicate, ...ASKED.map((asked) => `(${predicate} or -${column} > ${asked})`)].join(' and ');
}
