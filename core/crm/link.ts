import {
  type AssociationKind,
  type RecordRef,
  recordKey,
  type World,
  type WriteCause,
} from '../record/index.ts';
import { type AssociationType, isPrimary } from './association-type.ts';
import type { CrmSchema } from './schema.ts';

/** Links two records by a type, with the implied links. */
export interface Link {
  readonly from: RecordRef;
  readonly to: RecordRef;
  readonly type: AssociationType;
}

/** One write of a link. */
export interface LinkWrite {
  readonly action: 'associate' | 'disassociate';
  readonly from: RecordRef;
  readonly to: RecordRef;
  readonly kind: AssociationKind;
  readonly inverse: AssociationKind;
}

/** Links in the world. */
export function link(world: World, schema: CrmSchema, wanted: Link, cause: WriteCause): void {
  for (const { action, from, to, kind, inverse } of linkWrites(world, schema, wanted)) {
    world[action](from, to, kind, inverse, cause);
  }
}

/**
 * A link with its implied ones, by the rules of the original: a labelled link also makes the plain one; the first company
 * of a contact, deal or ticket becomes its primary one; a new primary takes the place of the old. The last two need
 * the existing primary link of a record (`primaryQuestions`); where the world has not loaded it, only the link itself is
 * made.
 */
export function linkWrites(world: World, schema: CrmSchema, wanted: Link): LinkWrite[] {
  const { from, to, type } = wanted;
  const plain = schema.defaultAssociationType(type.fromObjectTypeId, type.toObjectTypeId);
  const single = singlePrimary(schema, wanted);
  const isFirst = single !== undefined && world.associated(single.from, single.type)?.length === 0;
  return [
    ...(plain ? [writeOf('associate', { from, to, type: plain })] : []),
    ...(single && isPrimary(type) ? replacePrimary(world, single) : []),
    ...(single && isFirst && !isPrimary(type) ? [writeOf('associate', single)] : []),
    ...(type === plain || (single && isPrimary(type)) ? [] : [writeOf('associate', wanted)]),
  ];
}

/** Cuts a link. */
export function unlink(world: World, { from, to, type }: Link, cause: WriteCause): void {
  world.disassociate(from, to, kindOf(type), inverseKindOf(type), cause);
}

/** The questions on primary links before these links are made: for `loadAssociated`. */
export function primaryQuestions(world: World, schema: CrmSchema, links: readonly Link[]) {
  const questions = new Map<string, { readonly from: RecordRef; readonly kind: AssociationKind }>();
  for (const wanted of links) {
    const single = singlePrimary(schema, wanted);
    if (!single || world.associated(single.from, single.type) !== undefined) continue;
    questions.set(recordKey(single.from), { from: single.from, kind: single.type });
  }
  return [...questions.values()];
}

/** Object types whose records have at most one primary link to the other: contact, deal, ticket to company, lead to contact. */
const HAS_ONE_PRIMARY: ReadonlySet<string> = new Set(['0-1>0-2', '0-3>0-2', '0-5>0-2', '0-136>0-1']);

/** The primary link between the two ends, seen from the end that has at most one. */
export function singlePrimary(schema: CrmSchema, { from, to, type }: Link): Link | undefined {
  if (type.category !== 'HUBSPOT_DEFINED' && type.label === null) return undefined;
  const primary = schema.primaryAssociationType(from.objectTypeId, to.objectTypeId);
  if (!primary) return undefined;
  return HAS_ONE_PRIMARY.has(`${from.objectTypeId}>${to.objectTypeId}`)
    ? { from, to, type: primary }
    : { from: to, to: from, type: schema.inverseOf(primary) };
}

function replacePrimary(world: World, single: Link): LinkWrite[] {
  const others = (world.associated(single.from, single.type) ?? []).filter((id) => id !== single.to.id);
  return [
    ...others.map((id) => writeOf('disassociate', { ...single, to: { ...single.to, id } })),
    writeOf('associate', single),
  ];
}

function writeOf(action: LinkWrite['action'], { from, to, type }: Link): LinkWrite {
  return { action, from, to, kind: kindOf(type), inverse: inverseKindOf(type) };
}

/** The kind alone, since the change logs all members. */
function kindOf(type: AssociationType): AssociationKind {
  return { category: type.category, typeId: type.typeId };
}

function inverseKindOf(type: AssociationType): AssociationKind {
  return { category: type.category, typeId: type.inverseTypeId };
}
