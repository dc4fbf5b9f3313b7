import type { EpochMillis } from '../time/index.ts';

/** A kind of record. */
export interface ObjectType {
  /** `0-1` contact, …, `2-n` custom. */
  readonly id: string;
  readonly name: string;
  readonly plural: string;
  /** What names it in a path, in lower case. */
  readonly aliases: readonly string[];
  readonly labels: { readonly singular?: string; readonly plural?: string };
  readonly fullyQualifiedName: string;
  readonly description: string | null;
  readonly primaryDisplayProperty: string | null;
  readonly secondaryDisplayProperties: readonly string[];
  readonly searchableProperties: readonly string[];
  /** Must have a value when a record is created. */
  readonly requiredProperties: readonly string[];
  /** Answered when a request names no properties. */
  readonly defaultProperties: readonly string[];
  /** Where records of the type keep the instant of their creation and of their last change. */
  readonly createdProperty: string;
  readonly modifiedProperty: string;
  /** Every name of the instant of the last change, the usual one first. */
  readonly modifiedNames: readonly string[];
  /** The pair of properties that says where a record is in its pipeline. */
  readonly pipeline: { readonly pipelineProperty: string; readonly stageProperty: string } | null;
  readonly custom: boolean;
  readonly createdAt: EpochMillis | null;
  readonly updatedAt: EpochMillis | null;
  readonly archived: boolean;
}
