import { isRecordId } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import type { AccountId } from '../../accounts/index.ts';
import { type ApiError, type Db, notFound } from '../../platform/index.ts';
import type { CrmView } from '../../schema/index.ts';
import { type LockMode, loadRecords } from '../load.ts';
import { idsOf } from '../load-named.ts';
import { selectAssociated } from '../queries/associations.ts';
import { selectPage } from '../queries/records.ts';
import { ENGAGEMENT_TYPES } from './engagement-types.ts';

/** The live engagement with an id, whichever type it is of: ids are the records' own. Throws 404. */
export async function findEngagement(
  db: Db,
  account: AccountId,
  id: string,
  lock: LockMode,
): Promise<RecordImage> {
  const refs = ENGAGEMENT_TYPES.map(({ objectTypeId }) => ({ objectTypeId, id }));
  const images = isRecordId(id) ? await loadRecords(db, account, refs, lock) : [];
  const image = images.find(({ archivedAt }) => archivedAt === null);
  if (!image) throw engagementNotFound(id);
  return image;
}

/** A stretch of the live engagements in order of id. */
export async function pageOfEngagements(view: CrmView, after: string, limit: number): Promise<RecordImage[]> {
  const pages = await Promise.all(
    ENGAGEMENT_TYPES.map(({ objectTypeId }) =>
      selectPage(view.db, view.account.id, objectTypeId, { after, limit, archived: false }),
    ),
  );
  return inOrder(pages.flat()).slice(0, limit);
}

/** A stretch of the live engagements that hang on a record. */
export async function pageOfAssociated(
  view: CrmView,
  objectTypeId: string,
  recordId: string,
  after: string,
  limit: number,
): Promise<RecordImage[]> {
  if (!isRecordId(recordId)) return [];
  const [present = recordId] = await idsOf(view.db, view.account.id, { objectTypeId, id: recordId });
  const found = await Promise.all(
    ENGAGEMENT_TYPES.map(async (type) => {
      const page = [{ id: present, after }];
      const rows = await selectAssociated(
        view.db,
        view.account.id,
        objectTypeId,
        type.objectTypeId,
        page,
        limit,
      );
      return rows.map(({ toId }) => ({ objectTypeId: type.objectTypeId, id: toId }));
    }),
  );
  const distinct = new Map(found.flat().map((ref) => [ref.id, ref]));
  const refs = inOrder([...distinct.values()]).slice(0, limit);
  return inOrder(await loadRecords(view.db, view.account.id, refs, 'none'));
}

function inOrder<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

function engagementNotFound(id: string): ApiError {
  return notFound(`There is no engagement ${JSON.stringify(id)}.`, { engagementId: [id] });
}
