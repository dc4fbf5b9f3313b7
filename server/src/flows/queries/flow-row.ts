import type { EpochMillis } from '@millrace/core/time';
import type { Db } from '../../platform/index.ts';

/** A flow at a glance. */
export interface FlowRow {
  readonly id: string;
  readonly legacyId: number | null;
  readonly objectTypeId: string;
  readonly flowType: string;
  readonly name: string | null;
  readonly uuid: string | null;
  readonly isEnabled: boolean;
  readonly revisionId: string;
  /** Above every action id that the flow has ever used. */
  readonly nextActionId: string;
  /** `<object type id>/<name>` of every property that the current revision reads or writes. */
  readonly touchedProperties: readonly string[];
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
}

/** A flow with the text of its current revision. */
export interface FlowWithText extends FlowRow {
  readonly definition: string;
}

/** A flow with the version of the account's CRM that it was read under. */
export interface ReadFlow extends FlowWithText {
  readonly deletedAt: EpochMillis | null;
  readonly schemaVersion: string;
}

/** A flow that is about to be saved again or deleted. */
export interface LockedFlow extends FlowWithText {
  /** Every action id that any revision has used. */
  readonly usedActionIds: readonly string[];
}

/** The columns of a FlowRow; `flow` is the table. */
export function columns(db: Db) {
  return db`
    flow.id, flow.legacy_id as "legacyId", flow.object_type_id as "objectTypeId", flow.flow_type as "flowType",
    flow.name, flow.uuid, flow.is_enabled as "isEnabled", flow.revision_id as "revisionId",
    flow.next_action_id as "nextActionId", flow.touched_properties as "touchedProperties",
    flow.created_at as "createdAt", flow.updated_at as "updatedAt"`;
}
