import { diffFlows, diffLines } from '@millrace/core/flow';
import { sayDiff } from '@millrace/core/sentences';
import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type App, page, pageOf, pagingQuery } from '../../platform/index.ts';
import {
  diffAnswer,
  flowAnswer,
  flowAtRevisionAnswer,
  listedFlowAnswer,
  revisionAnswer,
} from '../answers.ts';
import type { FlowService } from '../flow-service.ts';
import { listFlows } from '../list-flows.ts';
import { sayWith } from '../names.ts';
import { selectRevisions } from '../queries/revisions.ts';
import { readFlow } from '../read-flows.ts';
import { readRevision } from '../read-revision.ts';
import { restoreRevision } from '../restore-revision.ts';
import { linesOf, revisionSummaries } from '../revision-summaries.ts';
import { undeleteFlow } from '../undelete-flow.ts';
import {
  config,
  editQuery,
  flowIdOf,
  listed,
  PAGE_FLOWS_MAX,
  flowParams as params,
  sendFlow,
  sendRevision,
} from './flow-io.ts';

type Body = Readonly<Record<string, unknown>>;

/** Revisions on one page, by default and at most. */
const PAGE_REVISIONS_MAX = 100;

const revisionId = z.string().regex(/^\d{1,18}$/, 'must be the id of a revision: digits only');
const ofRevision = z.object({ flowId: z.string(), revisionId });

/** Routes that the original lacks: the past of a flow, deleted or not, and the ways back to it. */
export function historyRoutes(app: App, service: FlowService): void {
  const { sql } = service.store;
  const path = '/millrace/v1/flows/:flowId';

  const deleted = {
    summary: 'List deleted flows',
    querystring: z.object(pagingQuery(PAGE_FLOWS_MAX)),
    response: { 200: pageOf(listedFlowAnswer) },
  };
  app.get('/millrace/v1/flows/deleted', { config, schema: deleted }, async (request) => {
    const flows = await listFlows(sql, request.caller, request.query, 'deleted');
    const { results, ...paging } = page(flows, request.query.limit, (flow) => flow.id, request);
    return { results: results.map(listed), ...paging };
  });

  const list = {
    summary: 'List the revisions of a flow',
    params,
    querystring: z.object(pagingQuery(PAGE_REVISIONS_MAX)),
    response: { 200: pageOf(revisionAnswer) },
  };
  app.get(`${path}/revisions`, { config, schema: list }, async (request) => {
    const flow = await readFlow(sql, request.caller, flowIdOf(request.params.flowId), 'read', 'any');
    const { after, limit } = request.query;
    const found = await selectRevisions(sql, request.caller.accountId, flow.id, { after, limit: limit + 1 });
    const { results, ...paging } = page(found, limit, (revision) => revision.revisionId, request);
    const ids = found.map(({ revisionId }) => revisionId);
    const summaries = await revisionSummaries(sql, request.caller, flow.id, ids);
    const listed = results.map(({ name, createdAt, ...revision }) => ({
      ...revision,
      ...(name === null ? {} : { name }),
      createdAt: iso(createdAt),
      isCurrent: revision.revisionId === flow.revisionId,
      summary: summaries.has(revision.revisionId) ? [...summaries.get(revision.revisionId)!] : null,
    }));
    return { results: listed, ...paging };
  });

  const read = {
    summary: 'Read a revision of a flow, deleted or not',
    params: ofRevision,
    response: { 200: flowAtRevisionAnswer },
  };
  app.get(`${path}/revisions/:revisionId`, { config, schema: read }, async (request, reply) => {
    const { flowId, revisionId } = request.params;
    return sendRevision(reply, await readRevision(sql, request.caller, flowIdOf(flowId), revisionId, 'any'));
  });

  const compare = {
    summary: 'Compare two revisions of a flow',
    params,
    querystring: z.object({ from: revisionId, to: revisionId }),
    response: { 200: diffAnswer },
  };
  app.get(`${path}/diff`, { config, schema: compare }, async ({ caller, params, query }) => {
    const flowId = flowIdOf(params.flowId);
    const before = await readRevision(sql, caller, flowId, query.from, 'any');
    const after = await readRevision(sql, caller, flowId, query.to, 'any');
    const [old, now]: [Body, Body] = [JSON.parse(before.definition), JSON.parse(after.definition)];
    const diff = diffFlows(old, now);
    const sentences = await sayWith(sql, caller, (names) => linesOf(sayDiff(old, now, names)));
    return { flowId, ...query, ...diff, text: diffLines(diff).join('\n'), sentences };
  });

  const restore = {
    summary: 'Restore an old revision as a new one',
    params: ofRevision,
    querystring: editQuery.extend({
      currentRevisionId: revisionId
        .optional()
        .describe(
          'What the caller takes for the current revision: when another came meanwhile, it is refused',
        ),
    }),
    response: { 200: flowAnswer },
  };
  app.post(`${path}/revisions/:revisionId/restore`, { config, schema: restore }, async (request, reply) => {
    const { flowId, revisionId } = request.params;
    const flow = await restoreRevision(service, request.caller, flowIdOf(flowId), revisionId, request.query);
    return sendFlow(reply, flow);
  });

  const undelete = { summary: 'Restore a deleted flow', params, response: { 200: flowAnswer } };
  app.post(`${path}/undelete`, { config, schema: undelete }, async (request, reply) => {
    return sendFlow(reply, await undeleteFlow(service, request.caller, flowIdOf(request.params.flowId)));
  });
}
