import {
  type AssociationSpec,
  type AssociationType,
  checkSpec,
  isRecordId,
  type Link,
  link,
  type ObjectType,
  unlink,
} from '@millrace/core/crm';
import { type RecordRef, recordKey } from '@millrace/core/record';
import { invalid } from '../../platform/index.ts';
import { done, failed, type InputResult } from '../../schema/index.ts';
import { invalidAssociationType, recordNotFound } from '../errors.ts';
import { lockNamed, type Named } from '../load-named.ts';
import type { CrmUnit } from '../unit.ts';
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
): Promise<InputResult<Linked>[]> {
  const checked = pairs.map((pair) => checkTypes(unit, direction, pair));
  const ends = await lockEnds(unit, direction, pairs);
  const outcomes = checked.map((outcome) => (outcome.ok ? endsOf(direction, outcome.value, ends) : outcome));
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
): Promise<InputResult<Linked>[]> {
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

/** Cuts every link of these pairs; pairs without a link are passed over. */
export async function unlinkPairs(
  unit: CrmUnit,
  direction: Direction,
  pairs: readonly Pair[],
): Promise<void> {
  const types = unit.schema.associationTypes(direction.from.id, direction.to.id);
  await cut(
    unit,
    direction,
    pairs.map((pair) => ({ ...pair, types })),
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
  await cut(unit, direction, linked);
}

async function cut(unit: CrmUnit, direction: Direction, pairs: readonly Linked[]): Promise<void> {
  const ends = await lockEnds(unit, direction, pairs);
  const links = pairs.flatMap((pair) => {
    const found = endsOf(direction, pair, ends);
    return found.ok ? linksOf(direction, found.value) : [];
  });
  await loadLinks(unit, links);
  for (const wanted of links) unlink(unit.world, wanted, unit.cause);
}

function checkTypes(unit: CrmUnit, { from, to }: Direction, pair: PairWithTypes): InputResult<Linked> {
  const found = pair.types.map((spec, index) => checkSpec(unit.schema, spec, from, to, `types[${index}]`));
  const problems = found.flatMap((one) => ('problem' in one ? [one.problem] : []));
  if (problems.length > 0) return failed(invalidAssociationType(problems));
  return done({ ...pair, types: found.flatMap((one) => ('type' in one ? [one.type] : [])) });
}

/** Locks the records at both ends, in the one order of locks; answers the live ones, under the ids that named them. */
async function lockEnds(unit: CrmUnit, { from, to }: Direction, pairs: readonly Pair[]): Promise<Named> {
  const refs = pairs.flatMap((pair) => [refOf(from, pair.from), refOf(to, pair.to)]);
  const named = await lockNamed(
    unit,
    refs.filter(({ id }) => isRecordId(id)),
  );
  const live = [...named].filter(([, image]) => image.archivedAt === null);
  for (const [, image] of live) if (unit.world.record(image) === undefined) unit.world.load(image);
  return new Map(live);
}

/** The same pair by the ids that its records have now, or what is missing. */
function endsOf<T extends Pair>({ from, to }: Direction, pair: T, ends: Named): InputResult<T> {
  const [one, other] = [ends.get(recordKey(refOf(from, pair.from))), ends.get(recordKey(refOf(to, pair.to)))];
  if (!one) return failed(recordNotFound(from, pair.from));
  if (!other) return failed(recordNotFound(to, pair.to));
  return done({ ...pair, from: one.id, to: other.id });
}

function linksOf({ from, to }: Direction, pair: Linked): Link[] {
  return pair.types.map((type) => ({ from: refOf(from, pair.from), to: refOf(to, pair.to), type }));
}

function refOf(type: ObjectType, id: string): RecordRef {
  return { objectTypeId: type.id, id };
}
