import type { DataSource } from '../definition/index.ts';
import type { RunContext } from '../engine/index.ts';
import { byId, type Fetched, liveOf, notFetched } from './fetched.ts';
import { inOrder, unknownSort } from './in-order.ts';

type AssociationSource = Extract<DataSource, { type: 'ASSOCIATION' | 'ASSOCIATION_TIMESTAMP' }>;

/** The record associated last, or the first associated one by the source's sort, or by id. */
export function foundByAssociation(source: AssociationSource, context: RunContext): Fetched {
  const sort = source.type === 'ASSOCIATION' ? source.sortBy : undefined;
  const wrong = unknownSort(source.name, sort, source.objectTypeId, context);
  if (wrong) return wrong;
  const association = { category: source.associationCategory, typeId: source.associationTypeId };
  const ids = context.workspace.world.associated(context.record, association);
  if (!ids) return { kind: 'needs', asks: [{ kind: 'associated', from: context.record, association }] };
  const loaded = liveOf(
    ids.map((id) => ({ objectTypeId: source.objectTypeId, id })),
    context,
  );
  if (loaded.kind !== 'loaded') return loaded;
  const image =
    source.type === 'ASSOCIATION_TIMESTAMP'
      ? loaded.images.at(-1)
      : inOrder([...loaded.images].sort(byId), sort)[0];
  if (image) return { kind: 'found', image };
  const message = `The data source "${source.name}" finds no record: none is associated with this one in its way.`;
  return notFetched('FETCHED_OBJECT_MISSING', message);
}
