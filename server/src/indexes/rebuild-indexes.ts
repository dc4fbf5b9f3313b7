import { changeSchema } from '../accounts/index.ts';
import { noteAudit } from '../audit/index.ts';
import { enabledDefinitions } from '../flows/index.ts';
import type { Store } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { beginIndex, endIndex, remakeSearchIndexes } from '../records/index.ts';
import { selectPropertyIndexes } from '../schema/index.ts';
import { propertiesSought, type SoughtProperty } from './keep-indexes.ts';

/** Makes all indexes of the account anew, of what its flows that are on look for records by, and of searches. Until they are ready, records are looked through. */
export function rebuildIndexes(store: Store, caller: Caller): Promise<void> {
  return store.writeFlows(caller.accountId, async (unit) => {
    const { tx, account } = unit;
    const wanted = new Map<string, { readonly sought: SoughtProperty; readonly flowIds: string[] }>();
    for (const { id, definition } of await enabledDefinitions(tx, account.id)) {
      for (const [key, sought] of propertiesSought(unit, definition)) {
        const known = wanted.get(key);
        if (known) known.flowIds.push(id);
        else wanted.set(key, { sought, flowIds: [id] });
      }
    }
    for (const { id } of await selectPropertyIndexes(tx, account.id)) await endIndex(unit, id);
    for (const { sought, flowIds } of wanted.values()) await beginIndex(unit, sought, flowIds);
    const count = wanted.size + (await remakeSearchIndexes(unit));
    await changeSchema(tx, account.id);
    const summary = `Began to make all indexes anew: ${count}.`;
    await noteAudit(unit, caller, {
      kind: 'INDEXES_REBUILT',
      id: null,
      summary,
      detail: { count },
    });
  });
}
