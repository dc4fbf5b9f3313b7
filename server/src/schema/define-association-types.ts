import type { AssociationType } from '@millrace/core/crm';
import { drawIds } from '../platform/index.ts';
import { insertAssociationTypes } from './queries/association-types.ts';
import type { SchemaUnit } from './schema-unit.ts';

/** A kind of association that an account adds. */
export interface NewAssociationType {
  readonly fromObjectTypeId: string;
  readonly toObjectTypeId: string;
  readonly name: string;
  /** Null for the plain association of a pair. */
  readonly label: string | null;
  /** What it is called from the other end, when that is something else. */
  readonly inverseLabel?: string | undefined;
}

/**
 * Adds kinds of associations, each with its inverse, and answers both. Between records of one type, a kind that is
 * called the same from both ends is its own inverse.
 */
export async function defineAssociationTypes(
  unit: SchemaUnit,
  wanted: readonly NewAssociationType[],
): Promise<AssociationType[]> {
  const ids = (await drawIds(unit.tx, 'association_type_ids', wanted.length * 2)).map(Number);
  const types = wanted.flatMap((one, index) => bothDirections(one, ids[index * 2]!, ids[index * 2 + 1]!));
  await insertAssociationTypes(unit.tx, unit.accountId, types, unit.now);
  return types;
}

/** What the audit calls a kind of association. */
export function associationEntry({ typeId, name, label, fromObjectTypeId, toObjectTypeId }: AssociationType) {
  const between = `${fromObjectTypeId} and ${toObjectTypeId}`;
  return {
    id: String(typeId),
    name: label ?? (name || `between ${between}`),
    detail: { fromObjectTypeId, toObjectTypeId },
  };
}

function bothDirections(wanted: NewAssociationType, typeId: number, otherId: number): AssociationType[] {
  const { fromObjectTypeId, toObjectTypeId, name, label, inverseLabel = label } = wanted;
  const symmetric = fromObjectTypeId === toObjectTypeId && inverseLabel === label;
  const inverseTypeId = symmetric ? typeId : otherId;
  const there = {
    category: 'USER_DEFINED',
    typeId,
    inverseTypeId,
    fromObjectTypeId,
    toObjectTypeId,
    name,
    label,
  } as const;
  if (symmetric) return [there];
  const back = {
    ...there,
    typeId: inverseTypeId,
    inverseTypeId: typeId,
    fromObjectTypeId: toObjectTypeId,
    toObjectTypeId: fromObjectTypeId,
    label: inverseLabel,
  };
  return [there, back];
}
