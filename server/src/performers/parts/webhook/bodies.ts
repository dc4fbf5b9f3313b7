import type { CrmSchema } from '@millrace/core/crm';
import { type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import { iso } from '@millrace/core/time';
import { type AccountId, readAccount } from '../../../accounts/index.ts';
import { selectSubmissionsOf } from '../../../forms/index.ts';
import { selectRecentValues } from '../../../history/index.ts';
import { selectListsOf } from '../../../lists/index.ts';
import type { Db } from '../../../platform/index.ts';
import { readNamed } from '../../../records/index.ts';
import { loadSchema } from '../../../schema/index.ts';
import { contactInV1 } from './contact-in-v1.ts';

/** Submissions of one contact, the latest. */
export const SUBMISSIONS_TOLD_MAX = 100;

const CONTACT = '0-1';

/** What is told of a record: JSON; null of one that has been deleted. */
export type Bodies = (ref: RecordRef) => string | null;

/** What is told of records as they are now, loaded with a constant number of statements. */
export async function loadBodies(db: Db, accountId: AccountId, refs: readonly RecordRef[]): Promise<Bodies> {
  const account = await readAccount(db, accountId);
  const [schema, images] = await Promise.all([
    loadSchema(db, accountId, account.schemaVersion),
    readNamed(db, accountId, refs),
  ]);
  const live = (ref: RecordRef) => {
    const image = images.get(recordKey(ref));
    return image && image.archivedAt === null ? image : undefined;
  };
  const contacts = refs.flatMap((ref) => (ref.objectTypeId === CONTACT ? (live(ref) ?? []) : []));
  const tellContact = await loadContacts(db, accountId, contacts, schema);
  return (ref) => {
    const image = live(ref);
    if (!image) return null;
    return JSON.stringify(
      ref.objectTypeId === CONTACT ? tellContact(image) : recordAsAnswered(image, schema),
    );
  };
}

async function loadContacts(
  db: Db,
  accountId: AccountId,
  contacts: readonly RecordImage[],
  schema: CrmSchema,
) {
  const ids = [...new Set(contacts.map(({ id }) => id))];
  if (ids.length === 0) return () => ({});
  const [changes, memberships, submissions] = await Promise.all([
    selectRecentValues(db, accountId, CONTACT, ids),
    selectListsOf(db, accountId, ids),
    selectSubmissionsOf(db, accountId, ids, SUBMISSIONS_TOLD_MAX),
  ]);
  const byRecord = {
    changes: Map.groupBy(changes, ({ recordId }) => recordId),
    memberships: Map.groupBy(memberships, ({ recordId }) => recordId),
    submissions: Map.groupBy(submissions, ({ contactId }) => contactId),
  };
  return (image: RecordImage) => {
    const told = {
      image,
      changes: byRecord.changes.get(image.id) ?? [],
      memberships: byRecord.memberships.get(image.id) ?? [],
      submissions: byRecord.submissions.get(image.id) ?? [],
    };
    return contactInV1(told, Number(accountId), schema);
  };
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
