import type { CrmSchema } from '@millrace/core/crm';
import { type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import { iso } from '@millrace/core/time';
import type { AccountId } from '../../../accounts/index.ts';
import type { RecordSource } from '../../../effects/index.ts';
import { contactInV1 } from './contact-in-v1.ts';

/** Submissions of one contact, the latest. */
export const SUBMISSIONS_TOLD_MAX = 100;

const CONTACT = '0-1';

/** What is told of a record: JSON; null of one that has been deleted. */
export type Bodies = (ref: RecordRef) => string | null;

/** What is told of records as they are now, loaded with a constant number of statements, at once. */
export async function loadBodies(
  records: RecordSource,
  accountId: AccountId,
  refs: readonly RecordRef[],
): Promise<Bodies> {
  const contactIds = refs.flatMap(({ objectTypeId, id }) => (objectTypeId === CONTACT ? [id] : []));
  const [schema, images, details] = await Promise.all([
    records.schema(),
    records.named(refs),
    loadDetails(records, contactIds),
  ]);
  const heirs = [...images.values()].flatMap(({ objectTypeId, id }) =>
    objectTypeId === CONTACT && !contactIds.includes(id) ? [id] : [],
  );
  const ofHeirs = await loadDetails(records, heirs);
  return (ref) => {
    const image = images.get(recordKey(ref));
    if (!image || image.archivedAt !== null) return null;
    if (image.objectTypeId !== CONTACT) return JSON.stringify(recordAsAnswered(image, schema));
    const told = (contactIds.includes(image.id) ? details : ofHeirs)(image.id);
    return JSON.stringify(contactInV1({ image, ...told }, Number(accountId), schema));
  };
}

/** What the older API tells of contacts beside their values, by their ids. */
async function loadDetails(records: RecordSource, contactIds: readonly string[]) {
  const ids = [...new Set(contactIds)];
  const [changes, memberships, submissions] =
    ids.length === 0
      ? [[], [], []]
      : await Promise.all([
          records.recentValues(CONTACT, ids),
          records.listsOf(ids),
          records.submissionsOf(ids, SUBMISSIONS_TOLD_MAX),
        ]);
  const byContact = {
    changes: Map.groupBy(changes, ({ recordId }) => recordId),
    memberships: Map.groupBy(memberships, ({ recordId }) => recordId),
    submissions: Map.groupBy(submissions, ({ contactId }) => contactId),
  };
  return (id: string) => ({
    changes: byContact.changes.get(id) ?? [],
    memberships: byContact.memberships.get(id) ?? [],
    submissions: byContact.submissions.get(id) ?? [],
  });
}

/** As the API answers a record when every property is asked for; without the values of sensitive ones. */
function recordAsAnswered(image: RecordImage, schema: CrmSchema) {
  const sensitive = schema.sensitiveProperties(image.objectTypeId);
  const names = Object.keys(image.properties)
    .filter((name) => !sensitive.has(name))
    .sort();
  return {
    id: image.id,
    properties: Object.fromEntries(names.map((name) => [name, image.properties[name]])),
    createdAt: iso(image.createdAt),
    updatedAt: iso(image.updatedAt),
    archived: false,
  };
}
