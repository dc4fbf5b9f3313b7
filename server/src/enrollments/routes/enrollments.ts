import { recordKey } from '@millrace/core/record';
import { z } from 'zod';
import { noteAudit } from '../../audit/index.ts';
import { loadPrograms, requireFlow, requireFlowRecords } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import { listPassages, listSteps, stepAnswer } from '../../passages/index.ts';
import { type App, type Caller, notFound, pageFound, pageOf, resultsOf } from '../../platform/index.ts';
import { idsOf, readNamed } from '../../records/index.ts';
import { enrolledAnswer, enrollmentAnswer, jobAnswer, passageAnswer, unenrolledAnswer } from '../answers.ts';
import { enrolledByHand, unenrolledByHand } from '../audited.ts';
import { enrollRecords } from '../enroll.ts';
import { presentJob, requireEnabled, startEnrolling } from '../enroll-matching.ts';
import { presentPassages } from '../present-passages.ts';
import { presentPassage, requireEnrollment } from '../read-enrollment.ts';
import { shownTo } from '../shown-steps.ts';
import { skipWait } from '../skip-wait.ts';
import { unenroll } from '../unenroll.ts';
import { config, flowParams, id } from './inputs.ts';
import { passageCursor, passagesQuery } from './passages-query.ts';
import { stepCursorText, stepsQuery } from './steps-query.ts';

/** Records in one request to enroll or unenroll. */
export const OBJECT_IDS_MAX = 10_000;

const ids = z.array(id).min(1).max(OBJECT_IDS_MAX);
const objectIds = z.strictObject({ objectIds: ids });
/** Given records, or all that meet the flow's criteria; records that were inside before, if the flow or `reEnroll` allows it. */
const whom = z
  .strictObject({
    objectIds: ids.optional(),
    matching: z.literal(true).optional(),
    reEnroll: z.boolean().optional(),
  })
  .refine(
    (body) => (body.objectIds === undefined) !== (body.matching === undefined),
    'must have either objectIds or matching',
  )
  .refine((body) => body.reEnroll === undefined || body.objectIds !== undefined, {
    path: ['reEnroll'],
    message: 'goes with objectIds',
  });

/**
 * Routes that the original lacks: enroll and unenroll records of any type, read every passage and the action log, also of
 * deleted flows.
 */
export function passageRoutes(app: App, store: Store): void {
  const url = '/millrace/v1/flows/:flowId';

  /** The present and former ids of a record of the flow's type; undefined without a record in the query. */
  async function idsInFlow(
    { accountId }: Caller,
    { objectTypeId }: { readonly objectTypeId: string },
    id: string | undefined,
  ) {
    return id === undefined ? undefined : idsOf(store.sql, accountId, { objectTypeId, id });
  }

  const enroll = {
    summary: 'Enroll records, with an outcome for each; or begin to enroll every matching record',
    params: flowParams,
    body: whom,
    response: { 200: resultsOf(enrolledAnswer), 202: jobAnswer },
  };
  app.post(`${url}/enrollments`, { config, schema: enroll }, async (request, reply) => {
    const { flowId } = request.params;
    const { objectIds, reEnroll } = request.body;
    await requireFlow(store.sql, request.caller, flowId, 'write');
    if (objectIds === undefined)
      return reply.code(202).send(presentJob(await startEnrolling(store, request.caller, flowId)));
    const results = await store.write(request.caller.accountId, async (unit) => {
      const program = (await loadPrograms(unit.tx, unit.account, [flowId])).get(flowId);
      if (!program) throw notFound(`There is no flow ${flowId}.`);
      requireEnabled(program);
      const again = reEnroll ? 'always' : 'as the flow says';
      const answers = await enrollRecords(unit, program, objectIds, { kind: 'MANUAL' }, { again });
      await noteAudit(unit, request.caller, ...enrolledByHand(program, answers));
      return answers;
    });
    return reply.code(200).send({ results });
  });

  const leave = {
    summary: 'Unenroll records',
    params: flowParams,
    body: objectIds,
    response: { 200: resultsOf(unenrolledAnswer) },
  };
  app.post(`${url}/unenrollments`, { config, schema: leave }, async (request) => {
    const { flowId } = request.params;
    await requireFlow(store.sql, request.caller, flowId, 'write');
    const wanted = [...new Set(request.body.objectIds)];
    const ended = await store.write(request.caller.accountId, async (unit) => {
      const program = (await loadPrograms(unit.tx, unit.account, [flowId])).get(flowId);
      if (!program) throw notFound(`There is no flow ${flowId}.`);
      const { objectTypeId } = program;
      const refs = wanted.map((id) => ({ objectTypeId, id }));
      const named = await readNamed(unit.tx, unit.account.id, refs);
      const present = new Map(refs.map((ref) => [ref.id, named.get(recordKey(ref))?.id ?? ref.id]));
      const out = new Set(await unenroll(unit, flowId, [...new Set(present.values())], 'MANUAL'));
      const left = wanted.filter((id) => out.has(present.get(id)!));
      await noteAudit(unit, request.caller, ...unenrolledByHand(program, left));
      return left;
    });
    const left = new Set(ended);
    return {
      results: wanted.map((objectId) => ({
        objectId,
        outcome: left.has(objectId) ? ('UNENROLLED' as const) : ('NOT_ACTIVE' as const),
      })),
    };
  });

  const list = {
    summary: 'List enrollments, newest first',
    params: flowParams,
    querystring: passagesQuery,
    response: { 200: pageOf(enrollmentAnswer) },
  };
  app.get(`${url}/enrollments`, { config, schema: list }, async (request) => {
    const { objectId, ...asked } = request.query;
    const { flowId } = request.params;
    const flow = await requireFlowRecords(store.sql, request.caller, flowId, 'read', 'any');
    const query = { ...asked, recordIds: await idsInFlow(request.caller, flow, objectId) };
    const listed = await listPassages(store.sql, request.caller.accountId, [flowId], query);
    const items = await presentPassages(store.sql, request.caller, listed.items);
    return pageFound({ ...listed, items }, query.limit, passageCursor, request);
  });
  const params = z.object({ enrollmentId: id });
  const read = {
    summary: "Read an enrollment with the passage's steps",
    params,
    response: { 200: passageAnswer },
  };
  app.get('/millrace/v1/enrollments/:enrollmentId', { config, schema: read }, async (request) => {
    const enrollment = await requireEnrollment(store, request.caller, request.params.enrollmentId, 'read');
    return presentPassage(store, request.caller, enrollment);
  });

  const skip = {
    summary: 'Resume an enrollment that waits, or is held at an invalid wait',
    params,
    response: { 200: passageAnswer },
  };
  app.post('/millrace/v1/enrollments/:enrollmentId/skip-wait', { config, schema: skip }, async (request) => {
    const { accountId } = request.caller;
    const { enrollmentId } = request.params;
    const { flowId } = await requireEnrollment(store, request.caller, enrollmentId, 'write');
    await store.write(accountId, (unit) => skipWait(unit, request.caller, { flowId, enrollmentId }));
    return presentPassage(
      store,
      request.caller,
      await requireEnrollment(store, request.caller, enrollmentId, 'read'),
    );
  });

  const log = {
    summary: "Read a flow's action log",
    params: flowParams,
    querystring: stepsQuery,
    response: { 200: pageOf(stepAnswer) },
  };
  app.get(`${url}/steps`, { config, schema: log }, async (request) => {
    const { objectId, ...asked } = request.query;
    const { flowId } = request.params;
    const flow = await requireFlowRecords(store.sql, request.caller, flowId, 'read', 'any');
    const query = { ...asked, objectIds: await idsInFlow(request.caller, flow, objectId) };
    const listed = await listSteps(store.sql, request.caller.accountId, [flowId], query);
    const items = await shownTo(store.sql, request.caller, listed.items);
    return pageFound({ ...listed, items }, query.limit, stepCursorText, request);
  });
}
