import { visibleFlows } from '../flows/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { countIndexedValues } from '../records/index.ts';
import { selectPropertyIndexes } from '../schema/index.ts';
import type { ShownIndex } from './answers.ts';

/** The indexes over properties that a flow which the caller may see goes by. */
export async function listIndexes(db: Db, caller: Caller): Promise<readonly ShownIndex[]> {
  const [indexes, flows] = await Promise.all([
    selectPropertyIndexes(db, caller.accountId),
    visibleFlows(db, caller),
  ]);
  const shown = indexes
    .map((index) => ({ index, flows: index.flowIds.flatMap((id) => flows.get(id) ?? []) }))
    .filter(({ flows }) => flows.length > 0);
  const values = await countIndexedValues(
    db,
    caller.accountId,
    shown.map(({ index }) => index.id),
  );
  return shown.map((each) => ({ ...each, values: values.get(each.index.id) ?? 0 }));
}
