import type { ObjectType } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import { selectPropertyHistory } from '../history/index.ts';
import { type CrmView, hiddenProperties, requireIds, unknownObjectType } from '../schema/index.ts';
import { presentAssociations } from './associations/present.ts';
import type { Links } from './links.ts';
import { presentHistory, presentRecord, type RecordAnswer } from './present.ts';
import { selectAssociated } from './queries/associations.ts';

/** The members that a request wants of records beside their ids. */
export interface Wanted {
  readonly properties: readonly string[];
  readonly propertiesWithHistory: readonly string[];
  /** Object types whose associated ids are wanted, as the request names them. */
  readonly associations: readonly string[];
}

/** Associated ids of one type that are answered with a record; more are read page by page. */
const ASSOCIATED_MAX = 100;

/**
 * Records as the API answers them. The number of statements depends on the members wanted, not on the number of records:
 * one for history, one for each associated object type.
 */
export async function readRecords(
  view: CrmView,
  type: ObjectType,
  images: readonly RecordImage[],
  wanted: Wanted,
  links: Links,
): Promise<RecordAnswer[]> {
  const hidden = hiddenProperties(view.schema, view.caller, type);
  const historyNames = known(view, type, wanted.propertiesWithHistory).filter((name) => !hidden.has(name));
  const [histories, associations] = await Promise.all([
    readHistories(view, type, images, historyNames),
    readAssociations(view, type, images, wanted.associations, links),
  ]);
  // Properties with history are answered with their values, too.
  const asked = [...wanted.properties, ...historyNames];
  return images.map((image) => {
    const associated = associations(image);
    return {
      ...presentRecord(view.schema, type, image, asked, hidden, links),
      ...(historyNames.length > 0 ? { propertiesWithHistory: histories(image) } : {}),
      ...(associated ? { associations: associated } : {}),
    };
  });
}

async function readHistories(
  view: CrmView,
  type: ObjectType,
  images: readonly RecordImage[],
  names: readonly string[],
) {
  const ids = images.map((image) => image.id);
  const rows = await selectPropertyHistory(view.db, view.account.id, type.id, ids, names);
  const byRecord = Map.groupBy(rows, (row) => row.recordId);
  return (image: RecordImage) => presentHistory(names, byRecord.get(image.id) ?? []);
}

async function readAssociations(
  view: CrmView,
  type: ObjectType,
  images: readonly RecordImage[],
  names: readonly string[],
  links: Links,
) {
  const targets = names.map((name) => {
    const target = view.schema.objectType(name);
    if (!target) throw unknownObjectType(name);
    requireIds(view.caller, target);
    return target;
  });
  const pages = images.map((image) => ({ id: image.id, after: undefined }));
  const found = await Promise.all(
    targets.map(async (target) => ({
      target,
      rows: Map.groupBy(
        await selectAssociated(view.db, view.account.id, type.id, target.id, pages, ASSOCIATED_MAX + 1),
        (row) => row.fromId,
      ),
    })),
  );
  return (image: RecordImage) => {
    const entries = found.flatMap(({ target, rows }) => {
      const own = rows.get(image.id);
      return own
        ? [
            [
              target.plural,
              presentAssociations(view.schema, type, target, image.id, own, ASSOCIATED_MAX, links),
            ] as const,
          ]
        : [];
    });
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  };
}

function known(view: CrmView, type: ObjectType, names: readonly string[]): string[] {
  const properties = view.schema.properties(type.id);
  return [...new Set(names)].filter((name) => properties.has(name));
}
