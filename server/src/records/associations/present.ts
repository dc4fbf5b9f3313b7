import { type AssociationType, type CrmSchema, isPrimary, type ObjectType } from '@millrace/core/crm';
import type { AnswerOf } from '../../platform/index.ts';
import type { associatedPageAnswer, defaultLinkAnswer, labelledAnswer, linkedAnswer } from '../answers.ts';
import type { Links } from '../links.ts';
import type { AssociationRow } from '../queries/associations.ts';
import type { Direction, Linked } from './change-links.ts';

/**
 * Associations as the object API answers them: an entry for each record and kind. Where a pair of object types has a
 * primary association, that one has the plain name (`contact_to_company`) and the plain one says `_unlabeled`.
 */
export function presentAssociations(
  schema: CrmSchema,
  from: ObjectType,
  to: ObjectType,
  fromId: string,
  rows: readonly AssociationRow[],
  limit: number,
  links: Links,
): AnswerOf<typeof associatedPageAnswer> {
  const ids = [...new Set(rows.map((row) => row.toId))];
  const last = ids[limit - 1];
  const shown = new Set(ids.slice(0, limit));
  const results = rows
    .filter((row) => shown.has(row.toId))
    .map((row) => ({
      id: row.toId,
      type: typeName(schema, from, to, schema.associationType(row.category, row.typeId)),
    }));
  if (ids.length <= limit || last === undefined) return { results };
  return { results, paging: { next: { after: last, link: links.associated(from, fromId, to, last) } } };
}

/** Associations as the association API answers them: an entry for each record, with all kinds. Ids are numbers here. */
export function presentLabelled(
  schema: CrmSchema,
  rows: readonly AssociationRow[],
): AnswerOf<typeof labelledAnswer>[] {
  const byRecord = Map.groupBy(rows, (row) => row.toId);
  return [...byRecord].map(([toObjectId, kinds]) => ({
    toObjectId: Number(toObjectId),
    associationTypes: kinds.map(({ category, typeId }) => ({
      category,
      typeId,
      label: schema.associationType(category, typeId)?.label ?? null,
    })),
  }));
}

/** A pair just linked, with the labels that were asked for. */
export function presentLinked({ from, to }: Direction, linked: Linked): AnswerOf<typeof linkedAnswer> {
  return {
    fromObjectTypeId: from.id,
    fromObjectId: Number(linked.from),
    toObjectTypeId: to.id,
    toObjectId: Number(linked.to),
    labels: linked.types.flatMap((type) => (type.label === null ? [] : [type.label])),
  };
}

/** A pair just linked by its plain association, seen from either end. */
export function presentDefault(schema: CrmSchema, linked: Linked): AnswerOf<typeof defaultLinkAnswer>[] {
  return linked.types.flatMap((type) => {
    const inverse = schema.inverseOf(type);
    return [
      { from: { id: linked.from }, to: { id: linked.to }, associationSpec: specOf(type) },
      { from: { id: linked.to }, to: { id: linked.from }, associationSpec: specOf(inverse) },
    ];
  });
}

function specOf(type: AssociationType) {
  return { associationCategory: type.category, associationTypeId: type.typeId };
}

/** The older API's name of an association type. */
export function typeName(
  schema: CrmSchema,
  from: ObjectType,
  to: ObjectType,
  type: AssociationType | undefined,
): string {
  const pair = `${from.name}_to_${to.name}`;
  if (!type) return pair;
  if (isPrimary(type)) return pair;
  if (type.label !== null) return type.name;
  return schema.primaryAssociationType(from.id, to.id) ? `${pair}_unlabeled` : pair;
}
