import { isRecordId } from '../../crm/index.ts';
import { quote } from '../../problem/index.ts';
import { normalizeComparand, type PropertyDefinition } from '../../property/index.ts';
import type { RecordImage } from '../../record/index.ts';
import { type DataSource, propertySought } from '../definition/index.ts';
import { HOLDERS_MAX, type RunContext } from '../engine/index.ts';
import { byId, type Fetched, liveOf, notFetched } from './fetched.ts';
import { inOrder, unknownSort } from './in-order.ts';

type PropertySource = Extract<DataSource, { propertyName: string }>;

interface Sought {
  readonly objectTypeId: string;
  readonly property: string;
  readonly value: string;
}

/**
 * The live record whose property has the value: the first by the source's sort, or by id. The enrolled record itself counts, as
 * every other one; texts are compared to the letter.
 */
export function foundByProperty(source: PropertySource, text: string, context: RunContext): Fetched {
  const { objectTypeId, name } = propertySought(source, context.record.objectTypeId)!;
  const definition = context.program.schema.properties(objectTypeId).get(name);
  if (!definition) {
    const message = `The data source "${source.name}" goes by "${name}", which object type ${objectTypeId} does not have.`;
    return notFetched('UNKNOWN_PROPERTY', message);
  }
  const wrong = unknownSort(source.name, source.sortBy, objectTypeId, context);
  if (wrong) return wrong;
  const normalized = normalizeComparand(definition, text);
  const value = normalized.ok ? asStored(definition, normalized.value) : null;
  const none = () => {
    const message = `The data source "${source.name}" finds no record: no ${objectTypeId} has ${quote(text)} as its ${name}.`;
    return notFetched('FETCHED_OBJECT_MISSING', message);
  };
  if (value === null) return none();
  const sought = { objectTypeId, property: name, value };
  if (name === 'hs_object_id') return isRecordId(value) ? one(sought, value, context, none) : none();
  return definition.hasUniqueValue ? holder(sought, context, none) : first(source, sought, context, none);
}

/** Addresses are kept in lower case. */
function asStored({ name, hasUniqueValue }: PropertyDefinition, value: string | null): string | null {
  return name === 'email' && hasUniqueValue ? (value?.trim().toLowerCase() ?? null) : value;
}

function one({ objectTypeId }: Sought, id: string, context: RunContext, none: () => Fetched): Fetched {
  const loaded = liveOf([{ objectTypeId, id }], context);
  if (loaded.kind !== 'loaded') return loaded;
  const [image] = loaded.images;
  return image ? { kind: 'found', image } : none();
}

function holder(sought: Sought, context: RunContext, none: () => Fetched): Fetched {
  const ask = { kind: 'uniqueValue', ...sought } as const;
  const id = context.workspace.answer(ask);
  if (id === undefined) return { kind: 'needs', asks: [ask] };
  // A record of this batch that has the value is not stored yet.
  const made = id === null ? madeHere(sought, context)[0]?.id : id;
  return made === undefined ? none() : one(sought, made, context, none);
}

function first(source: PropertySource, sought: Sought, context: RunContext, none: () => Fetched): Fetched {
  const { objectTypeId, property, value } = sought;
  const ask = { kind: 'holders', ...sought } as const;
  const ids = context.workspace.answer(ask);
  if (ids === undefined) return { kind: 'needs', asks: [ask] };
  if (source.sortBy && ids.length > HOLDERS_MAX) {
    const message = `The data source "${source.name}" finds more than ${HOLDERS_MAX} records: too many to sort.`;
    return notFetched('TOO_MANY_RECORDS_FOUND', message);
  }
  const has = (image: RecordImage) => image.properties[property] === value;
  const made = madeHere(sought, context);
  if (source.sortBy) {
    const loaded = liveOf(
      ids.map((id) => ({ objectTypeId, id })),
      context,
    );
    if (loaded.kind !== 'loaded') return loaded;
    const all = new Map([...loaded.images.filter(has), ...made].map((image) => [image.id, image]));
    const [image] = inOrder([...all.values()].sort(byId), source.sortBy);
    return image ? { kind: 'found', image } : none();
  }
  // What this batch has written since may have taken the value away; so one after the other.
  for (const id of ids) {
    const loaded = liveOf([{ objectTypeId, id }], context);
    if (loaded.kind !== 'loaded') return loaded;
    const [image] = loaded.images.filter(has);
    if (image) return { kind: 'found', image: [image, ...made].sort(byId)[0]! };
  }
  return made[0] ? { kind: 'found', image: made[0] } : none();
}

/** Records that the batch has made or changed, and that have the value now. */
function madeHere({ objectTypeId, property, value }: Sought, { workspace: { world } }: RunContext) {
  return world
    .written(objectTypeId)
    .filter((image) => image.archivedAt === null && image.properties[property] === value)
    .sort(byId);
}
