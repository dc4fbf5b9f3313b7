import { type App, noContent, pathName, resultsOf, type Sql } from '../../platform/index.ts';
import { auditAnswer, stageAnswer } from '../answers.ts';
import { archiveStage, createStage, patchStage, replaceStage } from '../pipelines/change-stages.ts';
import { openPipeline, openPipelinesOf, openStage } from '../pipelines/open-pipeline.ts';
import { stageInput, stagePatch } from '../pipelines/pipeline-input.ts';
import { presentAudit, presentStage } from '../pipelines/present.ts';
import { selectPipelineAudits } from '../queries/pipelines.ts';
import type { Uses } from '../uses.ts';
import { viewOf } from '../view.ts';
import { objectTypeParams } from './inputs.ts';
import { READS_DEFINITIONS, WRITES_DEFINITIONS } from './opens.ts';
import { asked, changePipelines, validation } from './pipelines.ts';

const pipelineParams = objectTypeParams.extend({ pipelineId: pathName });
const params = pipelineParams.extend({ stageId: pathName });

/** `/crm/v3/pipelines/{objectType}/{pipelineId}/stages`. */
export function pipelineStageRoutes(app: App, sql: Sql, uses: Uses): void {
  const path = '/crm/v3/pipelines/:objectType/:pipelineId/stages';

  const list = { summary: 'List stages', params: pipelineParams, response: { 200: resultsOf(stageAnswer) } };
  app.get(path, { config: READS_DEFINITIONS, schema: list }, async (request) => {
    const { schema } = await viewOf(sql, request.caller);
    const type = openPipelinesOf(schema, request.caller, request.params.objectType, 'read');
    return { results: openPipeline(schema, type, request.params.pipelineId).stages.map(presentStage) };
  });

  const create = {
    summary: 'Make a stage',
    params: pipelineParams,
    body: stageInput,
    response: { 201: stageAnswer },
  };
  app.post(path, { config: WRITES_DEFINITIONS, schema: create }, async (request, reply) => {
    const { objectType, pipelineId } = request.params;
    const made = await changePipelines(sql, request.caller, objectType, (unit, type) =>
      createStage(unit, { type, pipelineId }, request.body),
    );
    return reply.code(201).send(presentStage(made));
  });

  const read = { summary: 'Read a stage', params, response: { 200: stageAnswer } };
  app.get(`${path}/:stageId`, { config: READS_DEFINITIONS, schema: read }, async (request) => {
    const { objectType, pipelineId, stageId } = request.params;
    const { schema } = await viewOf(sql, request.caller);
    const type = openPipelinesOf(schema, request.caller, objectType, 'read');
    return presentStage(openStage(schema, type, pipelineId, stageId));
  });

  const replace = { summary: 'Replace a stage', params, body: stageInput, response: { 200: stageAnswer } };
  app.put(`${path}/:stageId`, { config: WRITES_DEFINITIONS, schema: replace }, async (request) => {
    const { objectType, pipelineId, stageId } = request.params;
    const changed = await changePipelines(sql, request.caller, objectType, (unit, type) =>
      replaceStage(unit, { type, pipelineId }, stageId, request.body),
    );
    return presentStage(changed);
  });

  const patch = {
    summary: 'Change or restore a stage',
    params,
    body: stagePatch,
    response: { 200: stageAnswer },
  };
  app.patch(`${path}/:stageId`, { config: WRITES_DEFINITIONS, schema: patch }, async (request) => {
    const { objectType, pipelineId, stageId } = request.params;
    const changed = await changePipelines(sql, request.caller, objectType, (unit, type) =>
      patchStage(unit, { type, pipelineId }, stageId, request.body),
    );
    return presentStage(changed);
  });

  const remove = { summary: 'Archive a stage', params, querystring: validation, response: noContent };
  app.delete(`${path}/:stageId`, { config: WRITES_DEFINITIONS, schema: remove }, async (request, reply) => {
    const { objectType, pipelineId, stageId } = request.params;
    await changePipelines(sql, request.caller, objectType, (unit, type) =>
      archiveStage(unit, { type, pipelineId }, stageId, asked(uses, request.query)),
    );
    return reply.code(204).send();
  });

  const audit = { summary: 'List the changes of a stage', params, response: { 200: resultsOf(auditAnswer) } };
  app.get(`${path}/:stageId/audit`, { config: READS_DEFINITIONS, schema: audit }, async (request) => {
    const { objectType, pipelineId, stageId } = request.params;
    const { schema, account } = await viewOf(sql, request.caller);
    const type = openPipelinesOf(schema, request.caller, objectType, 'read');
    const audits = await selectPipelineAudits(sql, account.id, type.id, pipelineId, stageId);
    if (audits.length === 0) openStage(schema, type, pipelineId, stageId);
    return { results: audits.map((audit) => presentAudit(account.id, stageId, audit)) };
  });
}
