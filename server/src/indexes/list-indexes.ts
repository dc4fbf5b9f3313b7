import { visibleFlows } from '../flows/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { countIndexedValues } from '../records/index.ts';
import {
  hiddenProperties,
  recordScope,
  type SearchIndexRow,
  selectPropertyIndexes,
  selectSearchIndexes,
  viewOf,
} from '../schema/index.ts';
import type { ShownIndex, ShownSearchIndex } from './answers.ts';

/** The indexes over properties that a flow which the caller may see goes by. */
export async function listLookUpIndexes(db: Db, caller: Caller): Promise<readonly ShownIndex[]> {
  const [indexes, flows] = await Promise.all([
    selectPropertyIndexes(db, caller.accountId),
    visibleFlows(db, caller),
  ]);
  const shown = indexes
    .map((index) => ({ index, flows: index.flowIds.flatMap((id) => flows.get(id) ?? []) }))
    .filter(({ flows }) => flows.length > 0);
  const ids = shown.map(({ index }) => index.id);
  const values = await countIndexedValues(db, 'indexed_values', caller.accountId, ids);
  return shown.map((each) => ({ ...each, values: values.get(each.index.id) ?? 0 }));
}

/** The indexes of searches over properties that the caller may search by. */
export async function listSearchIndexes(db: Db, caller: Caller): Promise<readonly ShownSearchIndex[]> {
  const { schema } = await viewOf(db, caller);
  const maySearch = ({ objectTypeId, property }: SearchIndexRow) => {
    const type = schema.objectType(objectTypeId);
    if (!type) return false;
    return (
      caller.scopes.has(recordScope(type, 'read')) && !hiddenProperties(schema, caller, type).has(property)
    );
  };
  const indexes = (await selectSearchIndexes(db, caller.accountId)).filter(maySearch);
  const ids = indexes.flatMap(({ id, state }) => (state === 'REMOVED' ? [] : [id]));
  const values = await countIndexedValues(db, 'search_values', caller.accountId, ids);
  return indexes.map((index) => ({ index, values: values.get(index.id) ?? 0 }));
}
