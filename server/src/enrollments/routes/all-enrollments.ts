import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import type { Store } from '../../history/index.ts';
import { listPassages, type PassageFilter } from '../../passages/index.ts';
import { type App, type Caller, pageFound, pageOf } from '../../platform/index.ts';
import { idsOf, idsOfAnyType } from '../../records/index.ts';
import { loadSchema, openObjectType } from '../../schema/index.ts';
import { listedEnrollmentAnswer } from '../answers.ts';
import { presentPassages } from '../present-passages.ts';
import { chosenFlows, withOpenRecords } from './chosen-flows.ts';
import { config, id } from './inputs.ts';
import { passageCursor, passagesQuery } from './passages-query.ts';

const querystring = z
  .object({
    ...passagesQuery.shape,
    flowId: id.optional(),
    objectTypeId: z.string().min(1).max(100).optional(),
  })
  .refine(({ objectTypeId, objectId }) => objectTypeId === undefined || objectId !== undefined, {
    path: ['objectTypeId'],
    message: 'goes with objectId',
  });

/** `/millrace/v1/enrollments`: the passages through all flows whose records are open to the caller. */
export function allEnrollmentsRoutes(app: App, { sql }: Store): void {
  const list = {
    summary: 'List the enrollments of all flows, or of one record in all of them, the latest first',
    querystring,
    response: { 200: pageOf(listedEnrollmentAnswer) },
  };
  app.get('/millrace/v1/enrollments', { config, schema: list }, async (request) => {
    const { caller } = request;
    const { flowId, objectTypeId, objectId, ...query } = request.query;
    const flows = withOpenRecords(await chosenFlows(sql, caller, flowId));
    const asked = objectId === undefined ? {} : await recordAsked(caller, objectTypeId, objectId);
    const listed = await listPassages(sql, caller.accountId, [...flows.keys()], { ...query, ...asked });
    const items = await presentPassages(sql, caller, listed.items);
    const { results, ...paging } = pageFound({ ...listed, items }, query.limit, passageCursor, request);
    return {
      results: results.map((each) => ({ ...each, flowName: flows.get(each.flowId)!.name })),
      ...paging,
    };
  });

  /** The present and former ids of a record. 400 for an object type that there is not, 403 for one that is closed. */
  async function recordAsked(
    caller: Caller,
    objectTypeId: string | undefined,
    id: string,
  ): Promise<Pick<PassageFilter, 'objectTypeId' | 'recordIds'>> {
    if (objectTypeId === undefined) return { recordIds: await idsOfAnyType(sql, caller.accountId, id) };
    const { schemaVersion } = await readAccount(sql, caller.accountId);
    const schema = await loadSchema(sql, caller.accountId, schemaVersion);
    const type = openObjectType(schema, caller, objectTypeId, 'read');
    const ref = { objectTypeId: type.id, id };
    return { objectTypeId: type.id, recordIds: await idsOf(sql, caller.accountId, ref) };
  }
}
