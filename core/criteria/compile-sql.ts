/** Compiles criteria into SQL: the same meaning as the predicate, asked of many rows at once. */
import type { EpochMillis } from '../time/index.ts';
import { compileTree } from './compile/index.ts';
import type { RecordRow } from './compile/node.ts';
import type { CriteriaContext } from './context.ts';
import type { Narrowing } from './narrowing.ts';
import type { Criteria } from './tree.ts';

/**
 * A condition for WHERE on a row: true when the record meets the criteria, false or null when it does not. The row names its values and
 * its surroundings in their tables: no table is named here.
 */
export function compileSql(
  criteria: Criteria,
  context: CriteriaContext,
  now: EpochMillis,
  row: RecordRow,
): string {
  return compileTree(criteria, context, false).node.sql(row, now);
}

/** Where all records are that meet the criteria now; undefined where any record may. */
export function narrowingOf(
  criteria: Criteria,
  context: CriteriaContext,
  now: EpochMillis,
): Narrowing | undefined {
  return compileTree(criteria, context, false).node.narrows?.(now);
}
