import type { EpochMillis } from '../time/index.ts';

/** A kind of record. */
export interface ObjectType {
  /** `0-1` contact, …, `2-n` custom. */
  readonly id: string;
  readonly name: string;
  readonly plural: string;
  /** Its names in a path, in lower case. */
  readonly aliases: readonly string[];
  readonly labels: { readonly singular?: string; readonly plural?: string };
  readonly fullyQualifiedName: string;
  readonly description: string | null;
  readonly primaryDisplayProperty: string | null;
  readonly secondaryDisplayProperties: readonly string[];
  readonly searchableProperties: readonly string[];
  /** Must have a value when a record is created. */
  readonly requiredProperties: readonly string[];
  /** Properties in an answer when the request names none. */
  readonly defaultProperties: readonly string[];
  /** The properties for the instants of creation and of the last change. */
  readonly createdProperty: string;
  readonly modifiedProperty: string;
  /** Every name of the instant of the last change, the usual one first. */
  readonly modifiedNames: readonly string[];
  /** The properties for a record's pipeline and stage. */
  readonly pipeline: { readonly pipelineProperty: string; readonly stageProperty: string } | null;
  readonly custom: boolean;
  readonly createdAt: EpochMillis | null;
  readonly updatedAt: EpochMillis | null;
  readonly archived: boolean;
}
