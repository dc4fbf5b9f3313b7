import { type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import { invalid } from '../../platform/index.ts';
import { recordNotFound } from '../errors.ts';
import { loadRecords } from '../load.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { isRecordId } from '../records/record-id.ts';
import type { AssociationType, ObjectType } from '../schema.ts';
import type { CrmUnit } from '../unit.ts';
import { type AssociationSpec, checkSpec } from './check-spec.ts';
import { type Link, link, unlink } from './link.ts';
import { loadLinks } from './load-links.ts';

/** Two object types, in the direction that a path names them. */
export interface Direction {
  readonly from: ObjectType;
  readonly to: ObjectType;
}

/** Two records, by id. */
export interface Pair {
  readonly from: string;
  readonly to: string;
}

export interface PairWithTypes extends Pair {
  readonly types: readonly AssociationSpec[];
}

/** Two records that have been linked, with the types that were asked for. */
export interface Linked extends Pair {
  readonly types: readonly AssociationType[];
}

/** Links pairs of records by the types that each names; a pair that cannot be linked does not keep the others back. */
export async function linkPairs(
  unit: CrmUnit,
  direction: Direction,
  pairs: readonly PairWithTypes[],
): Promise<Outcome<Linked>[]> {
  const checked = pairs.map((pair) => checkTypes(unit, direction, pair));
  const present = await loadEnds(unit, direction, pairs);
  const outcomes = checked.map((outcome): Outcome<Linked> => {
    if (!outcome.ok) return outcome;
    const missing = missingEnd(direction, outcome.value, present);
    return missing ? failed(missing) : outcome;
  });
  const links = outcomes.flatMap((outcome) => (outcome.ok ? linksOf(direction, outcome.value) : []));
  await loadLinks(unit, links);
  for (const wanted of links) link(unit.world, unit.schema, wanted, unit.cause);
  return outcomes;
}

/** Links pairs of records by the plain association of their types. 400 when the two types have none. */
export function linkByDefault(
  unit: CrmUnit,
  direction: Direction,
  pairs: readonly Pair[],
): Promise<Outcome<Linked>[]> {
  const { from, to } = direction;
  const type = unit.schema.defaultAssociationType(from.id, to.id);
  if (!type) {
    const message = `There is no association between ${from.name} and ${to.name} records.`;
    throw invalid([{ path: '', code: 'INVALID_ASSOCIATION_TYPE', message }], message);
  }
  const types = [{ associationCategory: type.category, associationTypeId: type.typeId }];
  return linkPairs(
    unit,
    direction,
    pairs.map((pair) => ({ ...pair, types })),
  );
}

/** Cuts every link of these pairs; what is not linked is passed over. */
export async function unlinkPairs(
  unit: CrmUnit,
  direction: Direction,
  pairs: readonly Pair[],
): Promise<void> {
  const all = unit.schema.associationTypes(direction.from.id, direction.to.id);
  const linked = pairs.map((pair) => ({ ...pair, types: all }));
  await cut(
    unit,
    direction,
    pairs,
    linked.flatMap((pair) => linksOf(direction, pair)),
  );
}

/** Cuts only the links of the types that each pair names; the plain one goes with all labels, as nothing is left then. */
export async function unlinkLabels(
  unit: CrmUnit,
  direction: Direction,
  pairs: readonly PairWithTypes[],
): Promise<void> {
  const linked = pairs.map((pair) => {
    const checked = checkTypes(unit, direction, pair);
    if (!checked.ok) throw checked.error;
    const plain = checked.value.types.some((type) => type.label === null);
    const all = unit.schema.associationTypes(direction.from.id, direction.to.id);
    return plain ? { ...checked.value, types: all } : checked.value;
  });
  await cut(
    unit,
    direction,
    pairs,
    linked.flatMap((pair) => linksOf(direction, pair)),
  );
}

async function cut(unit: CrmUnit, direction: Direction, pairs: readonly Pair[], links: readonly Link[]) {
  const present = await loadEnds(unit, direction, pairs);
  const known = links.filter((one) => present.has(recordKey(one.from)) && present.has(recordKey(one.to)));
  await loadLinks(unit, known);
  for (const wanted of known) unlink(unit.world, wanted, unit.cause);
}

function checkTypes(unit: CrmUnit, { from, to }: Direction, pair: PairWithTypes): Outcome<Linked> {
  const found = pair.types.map((spec, index) => checkSpec(unit.schema, spec, from, to, `types[${index}]`));
  const problems = found.flatMap((one) => ('problem' in one ? [one.problem] : []));
  if (problems.length > 0) return failed(invalid(problems));
  return done({ ...pair, types: found.flatMap((one) => ('type' in one ? [one.type] : [])) });
}

/** Loads and locks the records at both ends, in the one order of locks; the keys of those that are live. */
async function loadEnds(
  unit: CrmUnit,
  { from, to }: Direction,
  pairs: readonly Pair[],
): Promise<ReadonlySet<string>> {
  const refs = new Map<string, RecordRef>();
  for (const pair of pairs) {
    for (const ref of [refOf(from, pair.from), refOf(to, pair.to)]) {
      if (isRecordId(ref.id)) refs.set(recordKey(ref), ref);
    }
  }
  const images: RecordImage[] = await loadRecords(unit.tx, unit.account.id, [...refs.values()], 'wait');
  for (const image of images) unit.world.load(image);
  return new Set(images.filter((image) => image.archivedAt === null).map(recordKey));
}

function missingEnd({ from, to }: Direction, pair: Pair, present: ReadonlySet<string>) {
  if (!present.has(recordKey(refOf(from, pair.from)))) return recordNotFound(from, pair.from);
  if (!present.has(recordKey(refOf(to, pair.to)))) return recordNotFound(to, pair.to);
  return undefined;
}

function linksOf({ from, to }: Direction, pair: Linked): Link[] {
  return pair.types.map((type) => ({ from: refOf(from, pair.from), to: refOf(to, pair.to), type }));
}

function refOf(type: ObjectType, id: string): RecordRef {
  return { objectTypeId: type.id, id };
}
