import { z } from 'zod';
import { readAccount } from '../accounts/index.ts';
import { visibleFlows } from '../flows/index.ts';
import type { Store } from '../history/index.ts';
import {
  type App,
  type Caller,
  instant,
  pageFound,
  pageOf,
  pagingQuery,
  pathName,
  severalOf,
} from '../platform/index.ts';
import { findRecords, idsOf, recordNotFound } from '../records/index.ts';
import { loadSchema, openObjectType, READS_RECORDS } from '../schema/index.ts';
import { timelineEntryAnswer } from './answers.ts';
import { cursor } from './place.ts';
import { readTimeline } from './read-timeline.ts';
import { type Subject, TIMELINE_KINDS } from './source.ts';

const PAGE_ITEMS = 100;

const params = z.object({ objectType: pathName, objectId: pathName });

const members = z.object({
  limit: pagingQuery(PAGE_ITEMS).limit,
  after: cursor.optional(),
  kinds: severalOf(TIMELINE_KINDS)
    .default(['CHANGE', 'EVENT', 'MAIL', 'ENROLLMENT'])
    .describe('One, or several with commas between; all but STEP by default'),
  order: z
    .enum(['DESCENDING', 'ASCENDING'])
    .default('DESCENDING')
    .describe('The latest first, or the oldest'),
  from: instant.optional(),
  to: instant.optional(),
});

const querystring = members.refine(({ after, order }) => after === undefined || after.order === order, {
  path: ['after'],
  message: 'is the cursor of a page in the other order',
});

/** `/millrace/v1/records/{objectType}/{objectId}/timeline`: all that happened to a record. */
export function timelineRoutes(app: App, { sql }: Store): void {
  const read = {
    summary: 'Read what happened to a record: changes, events, mails, enrollments, steps',
    params,
    querystring,
    response: { 200: pageOf(timelineEntryAnswer) },
  };
  const config = { scopes: ['automation'], ...READS_RECORDS };
  const url = '/millrace/v1/records/:objectType/:objectId/timeline';
  app.get(url, { config, schema: read }, async (request) => {
    const { objectType, objectId } = request.params;
    const subject = await subjectOf(request.caller, objectType, objectId);
    const found = await readTimeline(subject, request.query);
    return pageFound(found, request.query.limit, ({ id }) => id, request);
  });

  /** The record, archived or not; one that was merged is the one that goes on for it. 404 when there is none. */
  async function subjectOf(caller: Caller, objectType: string, objectId: string): Promise<Subject> {
    const { accountId } = caller;
    const { schemaVersion } = await readAccount(sql, accountId);
    const schema = await loadSchema(sql, accountId, schemaVersion);
    const type = openObjectType(schema, caller, objectType, 'read');
    const [image] = await findRecords({ db: sql, accountId, schema, type }, [objectId], undefined);
    if (!image) throw recordNotFound(type, objectId);
    const [ids, visible] = await Promise.all([
      idsOf(sql, accountId, { objectTypeId: type.id, id: image.id }),
      visibleFlows(sql, caller),
    ]);
    const flows = new Map([...visible].filter(([, { recordsOpen }]) => recordsOpen));
    const formerIds = ids.filter((id) => id !== image.id);
    return { db: sql, caller, schema, type, id: image.id, formerIds, flows };
  }
}
