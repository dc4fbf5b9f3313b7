import type { AssociationType, CrmSchema } from '../../../crm/index.ts';
import { type Problem, quote } from '../../../problem/index.ts';
import type { AssociationSpec, SingleConnectionAction } from '../../definition/index.ts';
import type { Outcome, RunContext, Write } from '../../engine/index.ts';
import type { CompileContext } from '../action-type.ts';
import { associationFrom, unknownAssociation } from './association.ts';
import { LINKS_MAX, linksBetween } from './record-links.ts';

/** Reasons of every action that changes labels. */
export const LABEL_REASONS = {
  NO_ASSOCIATED_RECORD: 'No record is associated with the enrolled one in that way.',
  TOO_MANY_ASSOCIATIONS: `More than ${LINKS_MAX} records are associated with the enrolled one: none was changed.`,
};

/** What becomes of the labels of associations of the enrolled record: one goes, one comes, or both. */
export interface LabelChange {
  /** The associations that are changed have it. Without it, all associations with records of the type. */
  readonly removed: AssociationType | null;
  readonly applied: AssociationType | null;
}

type Labels =
  | { readonly ok: true; readonly value: AssociationType }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The label that a member names, seen from the records that the flow enrolls. */
export function labelFrom(spec: AssociationSpec, path: string, context: CompileContext): Labels {
  const type = associationFrom(context.schema, spec, context.objectTypeId);
  if (!type) return { ok: false, problems: [unknownAssociation(spec, context.objectTypeId, path)] };
  if (type.label !== null) return { ok: true, value: type };
  const message = `${path} ${quote(spec)} is the plain association of its object types, which is no label.`;
  return { ok: false, problems: [{ path, code: 'NOT_A_LABEL', message }] };
}

/** Changes the labels of all associations that have, or of a type that has, the label. The plain association stays. */
export function changeLabels(
  run: RunContext,
  { removed, applied }: LabelChange,
  { connection }: SingleConnectionAction,
  context: CompileContext,
): Outcome {
  const { record, workspace } = run;
  const label = (removed ?? applied)!;
  const via = removed ?? plainOfLabel(context.schema, label);
  const association = { category: via.category, typeId: via.typeId };
  const ids = workspace.world.associated(record, association);
  if (!ids) return { kind: 'needs', asks: [{ kind: 'associated', from: record, association }] };
  const other = label.toObjectTypeId;
  if (ids.length === 0) {
    const how = removed ? ` as ${quote(removed.label)}` : '';
    const message = `No record of the object type ${other} is associated with the enrolled one${how}.`;
    return { kind: 'skipped', reason: 'NO_ASSOCIATED_RECORD', message };
  }
  if (ids.length > LINKS_MAX) {
    const message = `${ids.length} records of the object type ${other} are associated with the enrolled one, more than the ${LINKS_MAX} that one step changes: none was changed.`;
    return { kind: 'failed', reason: 'TOO_MANY_ASSOCIATIONS', message };
  }
  const links = applied ? ids.map((id) => ({ type: applied, to: { objectTypeId: other, id } })) : [];
  const drawn = linksBetween(run, links, context);
  if (drawn.kind !== 'writes') return drawn;
  const writes = [...(removed ? ids.map((id) => cut(run, removed, id)) : []), ...drawn.writes];
  return { kind: 'done', connection, writes, detail: { objectTypeId: other, associations: ids.length } };
}

function plainOfLabel(
  schema: CrmSchema,
  { fromObjectTypeId, toObjectTypeId }: AssociationType,
): AssociationType {
  return schema.defaultAssociationType(fromObjectTypeId, toObjectTypeId)!;
}

function cut({ record }: RunContext, type: AssociationType, id: string): Write {
  return {
    kind: 'disassociate',
    from: { objectTypeId: record.objectTypeId, id: record.id },
    to: { objectTypeId: type.toObjectTypeId, id },
    association: { category: type.category, typeId: type.typeId },
    inverse: { category: type.category, typeId: type.inverseTypeId },
  };
}
