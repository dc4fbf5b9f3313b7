import type { AssociationType } from '../../crm/index.ts';
import type { RunContext } from '../engine/index.ts';
import { type Fetched, liveOf, notFetched } from './fetched.ts';

/** The one record of a type that is meant where a flow names the type alone: the primary one, or else the one that was associated first. */
export function associatedRecord(objectTypeId: string, context: RunContext): Fetched {
  const { record, program, workspace } = context;
  const { schema } = program;
  const plain = schema.defaultAssociationType(record.objectTypeId, objectTypeId);
  if (!plain) {
    const message = `Records of the object type ${objectTypeId} are not associated with those of ${record.objectTypeId}.`;
    return notFetched('UNKNOWN_ASSOCIATION_TYPE', message);
  }
  const primary = schema.primaryAssociationType(record.objectTypeId, objectTypeId);
  const kinds = [...(primary ? [primary] : []), plain].map(kindOf);
  const open = kinds.filter((kind) => workspace.world.associated(record, kind) === undefined);
  if (open.length > 0)
    return {
      kind: 'needs',
      asks: open.map((association) => ({ kind: 'associated', from: record, association })),
    };
  for (const id of kinds.flatMap((kind) => workspace.world.associated(record, kind) ?? [])) {
    const loaded = liveOf([{ objectTypeId, id }], context);
    if (loaded.kind !== 'loaded') return loaded;
    const [image] = loaded.images;
    if (image) return { kind: 'found', image };
  }
  const message = `No record of the object type ${objectTypeId} is associated with this one.`;
  return notFetched('ASSOCIATED_RECORD_MISSING', message);
}

function kindOf({ category, typeId }: AssociationType) {
  return { category, typeId };
}
