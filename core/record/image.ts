import type { EpochMillis } from '../time/index.ts';

/** Names a record: its object type (`0-1` contact, …, `2-n` custom) and its id, a decimal string. */
export interface RecordRef {
  readonly objectTypeId: string;
  readonly id: string;
}

/** A record at one moment. Properties hold canonical values; a property without a value is absent. */
export interface RecordImage extends RecordRef {
  readonly properties: Readonly<Record<string, string>>;
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
  readonly archivedAt: EpochMillis | null;
  /** The flow whose action created it. */
  readonly createdByFlow: string | null;
  /** Of an archived record that was merged: the id of the one that goes on for it. */
  readonly mergedInto?: string | null;
}

export const ASSOCIATION_CATEGORIES = [
  'HUBSPOT_DEFINED',
  'USER_DEFINED',
  'INTEGRATOR_DEFINED',
  'WORK',
] as const;
export type AssociationCategory = (typeof ASSOCIATION_CATEGORIES)[number];

/** A kind of association as seen from one end. */
export interface AssociationKind {
  readonly category: AssociationCategory;
  readonly typeId: number;
}

export function recordKey(ref: RecordRef): string {
  return `${ref.objectTypeId}/${ref.id}`;
}

/** The key of "the records that `from` has by this kind". */
export function associationKey(from: RecordRef, kind: AssociationKind): string {
  return `${from.objectTypeId}/${from.id}>${kind.category}/${kind.typeId}`;
}
