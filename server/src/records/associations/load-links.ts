import { type AssociationType, type Link, primaryQuestions } from '@millrace/core/crm';
import { type RecordRef, recordKey } from '@millrace/core/record';
import { loadAssociated } from '../load.ts';
import { selectExisting } from '../queries/associations.ts';
import type { CrmUnit } from '../unit.ts';

/**
 * Loads the links between the ends of these links into the world, so that only news is written and logged.
 * Of the records that were there before it learns only about these pairs, not all that they are associated with.
 */
export async function loadLinks(unit: CrmUnit, links: readonly Link[]): Promise<void> {
  const { tx, account, world, schema } = unit;
  const open = links.filter(({ from, type }) => world.associated(from, type) === undefined);
  const pairs = open.flatMap(({ from, to }) =>
    schema.associationTypes(from.objectTypeId, to.objectTypeId).map((kind) => ({ from, to, kind })),
  );
  const [existing, primaries] = await Promise.all([
    selectExisting(tx, account.id, pairs),
    loadAssociated(tx, account.id, primaryQuestions(world, schema, links)),
  ]);
  const found = new Map<string, { from: RecordRef; kind: AssociationType; ids: string[] }>();
  pairs.forEach(({ from, to, kind }, index) => {
    const key = `${recordKey(from)}>${kind.category}/${kind.typeId}`;
    const entry = found.get(key) ?? { from, kind, ids: [] };
    if (existing[index]) entry.ids.push(to.id);
    found.set(key, entry);
  });
  for (const { from, kind, ids } of found.values()) world.loadAssociated(from, kind, ids);
  for (const { from, kind, ids } of primaries) world.loadAssociated(from, kind, ids);
}
