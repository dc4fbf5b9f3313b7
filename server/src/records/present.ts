import { type CrmSchema, type ObjectType, sourceType } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import { iso } from '@millrace/core/time';
import type { HistoryRow } from '../history/index.ts';
import type { AnswerOf } from '../platform/index.ts';
import type { recordAnswer } from './answers.ts';
import type { Links } from './links.ts';

/** A record as the API answers it. */
export type RecordAnswer = AnswerOf<typeof recordAnswer>;

type HistoryValue = NonNullable<RecordAnswer['propertiesWithHistory']>[string][number];

/**
 * A record with the properties that were asked for, null where it has no value; names that no property has are left
 * out, as in the original, and so are those whose values are `hidden` from the caller. Created, last modified and id come always.
 */
export function presentRecord(
  schema: CrmSchema,
  type: ObjectType,
  image: RecordImage,
  asked: readonly string[],
  hidden: ReadonlySet<string>,
  links: Links,
): RecordAnswer {
  const known = schema.properties(type.id);
  const names = asked.length > 0 ? asked.filter((name) => known.has(name)) : type.defaultProperties;
  const always = [type.createdProperty, type.modifiedProperty, 'hs_object_id'];
  return answer(image, valuesOf(image, [...names, ...always], hidden), links);
}

/** A record just written: all its values, and null for cleared ones. */
export function presentWritten(
  image: RecordImage,
  written: readonly string[],
  hidden: ReadonlySet<string>,
  links: Links,
): RecordAnswer {
  return answer(image, valuesOf(image, [...Object.keys(image.properties), ...written], hidden), links);
}

export function presentHistory(
  names: readonly string[],
  rows: readonly HistoryRow[],
): Record<string, HistoryValue[]> {
  return Object.fromEntries(
    names.map((name) => [name, rows.filter((row) => row.property === name).map(historyValue)]),
  );
}

function historyValue({ value, at, source }: HistoryRow): HistoryValue {
  return {
    value: value ?? '',
    timestamp: iso(at),
    sourceType: sourceType(source),
    ...(source.id === undefined ? {} : { sourceId: source.id }),
  };
}

function answer(image: RecordImage, properties: Record<string, string | null>, links: Links): RecordAnswer {
  return {
    id: image.id,
    properties,
    createdAt: iso(image.createdAt),
    updatedAt: iso(image.updatedAt),
    archived: image.archivedAt !== null,
    ...(image.archivedAt === null ? {} : { archivedAt: iso(image.archivedAt) }),
    url: links.record(image.objectTypeId, image.id),
  };
}

function valuesOf(
  image: RecordImage,
  names: readonly string[],
  hidden: ReadonlySet<string>,
): Record<string, string | null> {
  const shown = [...new Set(names)].filter((name) => !hidden.has(name)).sort();
  return Object.fromEntries(shown.map((name) => [name, image.properties[name] ?? null]));
}
