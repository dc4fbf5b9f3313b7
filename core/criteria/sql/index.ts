/** Compiles criteria into SQL: the same meaning as the predicate, asked of many rows at once. */
import type { EpochMillis } from '../../time/index.ts';
import { compileTree } from '../compile/index.ts';
import type { CriteriaContext } from '../context.ts';
import type { Criteria } from '../tree.ts';
import { recordRow } from './rows.ts';

/**
 * A condition for WHERE on a row of `records` named `r`: true when the record meets the criteria, false or null when it does
 * not. Its values are pushed onto `params`, so that it may stand in a statement with parameters of its own. It says nothing
 * of the row's account, object type and `archived_at`: the statement around it does.
 */
export function compileSql(
  criteria: Criteria,
  context: CriteriaContext,
  now: EpochMillis,
  params: unknown[],
): string {
  const { node } = compileTree(criteria, context, false);
  return node.sql(recordRow('r', 0, params), now);
}
