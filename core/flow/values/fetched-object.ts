import type { RecordImage, RecordRef } from '../../record/index.ts';
import type { DataSource, DataSourceSort } from '../definition/index.ts';
import type { Ask, RunContext } from '../engine/index.ts';

/** The record that a data source of the flow finds. Finding none is a failure: nothing is known of no record. */
export type Fetched =
  | { readonly kind: 'found'; readonly image: RecordImage }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string };

type AssociationSource = Extract<DataSource, { type: 'ASSOCIATION' | 'ASSOCIATION_TIMESTAMP' }>;

/** Finds the record of `fetched_objects.<name>`: the first associated one by the source's order. */
export function fetchedObject(name: string, context: RunContext): Fetched {
  const source = context.program.definition.dataSources.find((candidate) => candidate.name === name);
  if (!source) return failed('UNKNOWN_DATA_SOURCE', `The flow has no data source "${name}".`);
  if (source.type !== 'ASSOCIATION' && source.type !== 'ASSOCIATION_TIMESTAMP') {
    return failed(
      'DATA_SOURCE_NOT_SUPPORTED',
      `Data sources of the type ${source.type} ("${name}") cannot be read here.`,
    );
  }
  const sortedBy = source.type === 'ASSOCIATION' ? source.sortBy?.property : undefined;
  if (sortedBy !== undefined && !context.program.hasProperty(source.objectTypeId, sortedBy)) {
    const message = `The data source "${name}" sorts by "${sortedBy}", which object type ${source.objectTypeId} does not have.`;
    return failed('UNKNOWN_PROPERTY', message);
  }
  const association = { category: source.associationCategory, typeId: source.associationTypeId };
  const ids = context.workspace.world.associated(context.record, association);
  if (!ids) return { kind: 'needs', asks: [{ kind: 'associated', from: context.record, association }] };
  const refs = ids.map((id) => ({ objectTypeId: source.objectTypeId, id }));
  const missing = refs.filter((ref) => context.workspace.world.record(ref) === undefined);
  if (missing.length > 0)
    return { kind: 'needs', asks: missing.map((ref) => ({ kind: 'record', ref, toWrite: false })) };
  const image = chosen(refs, source, context);
  if (image) return { kind: 'found', image };
  const message = `The data source "${name}" finds no record: none is associated with this one in its way.`;
  return failed('FETCHED_OBJECT_MISSING', message);
}

/** Of records in the order of association: the latest, or the first by the source's sort, or by id. */
function chosen(
  refs: readonly RecordRef[],
  source: AssociationSource,
  context: RunContext,
): RecordImage | undefined {
  const images = refs
    .map((ref) => context.workspace.world.record(ref))
    .filter((image): image is RecordImage => !!image && image.archivedAt === null);
  if (source.type === 'ASSOCIATION_TIMESTAMP') return images.at(-1);
  images.sort((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
  if (source.sortBy) images.sort(comparing(source.sortBy));
  return images[0];
}

/** Numbers by size, everything else by text; records without a value come last. */
function comparing(sort: DataSourceSort): (a: RecordImage, b: RecordImage) => number {
  const sign = sort.order === 'DESC' ? -1 : 1;
  return (a, b) => {
    const [left, right] = [a.properties[sort.property], b.properties[sort.property]];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    const [x, y] = [Number(left), Number(right)];
    if (!Number.isNaN(x) && !Number.isNaN(y)) return sign * (x - y);
    return sign * (left < right ? -1 : left > right ? 1 : 0);
  };
}

function failed(reason: string, message: string): Fetched {
  return { kind: 'failed', reason, message };
}
