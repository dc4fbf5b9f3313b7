import { inOrder, type ObjectType } from '@millrace/core/crm';
import { z } from 'zod';
import {
  type App,
  type Caller,
  flag,
  noContent,
  pathName,
  resultsOf,
  type Sql,
} from '../../platform/index.ts';
import { auditAnswer, pipelineAnswer } from '../answers.ts';
import {
  archivePipeline,
  createPipeline,
  patchPipeline,
  replacePipeline,
} from '../pipelines/change-pipelines.ts';
import { openPipeline, openPipelinesOf } from '../pipelines/open-pipeline.ts';
import { pipelineInput, pipelinePatch } from '../pipelines/pipeline-input.ts';
import { presentAudit, presentPipeline } from '../pipelines/present.ts';
import { selectPipelineAudits } from '../queries/pipelines.ts';
import { changeSchemaOf, type SchemaUnit } from '../schema-unit.ts';
import type { Uses } from '../uses.ts';
import { viewOf } from '../view.ts';
import { objectTypeParams } from './inputs.ts';
import { READS_DEFINITIONS, WRITES_DEFINITIONS } from './opens.ts';

const params = objectTypeParams.extend({ pipelineId: pathName });

/** Whether records in a pipeline or a stage keep it from being archived. */
export const validation = z.object({
  validateReferencesBeforeDelete: flag,
  validateDealStageUsagesBeforeDelete: flag,
});

/** `/crm/v3/pipelines/{objectType}`: what records move through. */
export function pipelineRoutes(app: App, sql: Sql, uses: Uses): void {
  const path = '/crm/v3/pipelines/:objectType';

  const list = {
    summary: 'List pipelines',
    params: objectTypeParams,
    response: { 200: resultsOf(pipelineAnswer) },
  };
  app.get(path, { config: READS_DEFINITIONS, schema: list }, async (request) => {
    const { schema } = await viewOf(sql, request.caller);
    const type = openPipelinesOf(schema, request.caller, request.params.objectType, 'read');
    return { results: inOrder(schema.pipelines(type.id)).map(presentPipeline) };
  });

  const create = {
    summary: 'Make a pipeline',
    params: objectTypeParams,
    body: pipelineInput,
    response: { 201: pipelineAnswer },
  };
  app.post(path, { config: WRITES_DEFINITIONS, schema: create }, async (request, reply) => {
    const made = await changePipelines(sql, request.caller, request.params.objectType, (unit, type) =>
      createPipeline(unit, type, request.body),
    );
    return reply.code(201).send(presentPipeline(made));
  });

  const read = { summary: 'Read a pipeline', params, response: { 200: pipelineAnswer } };
  app.get(`${path}/:pipelineId`, { config: READS_DEFINITIONS, schema: read }, async (request) => {
    const { schema } = await viewOf(sql, request.caller);
    const type = openPipelinesOf(schema, request.caller, request.params.objectType, 'read');
    return presentPipeline(openPipeline(schema, type, request.params.pipelineId));
  });

  const replace = {
    summary: 'Replace a pipeline',
    params,
    querystring: validation,
    body: pipelineInput,
    response: { 200: pipelineAnswer },
  };
  app.put(`${path}/:pipelineId`, { config: WRITES_DEFINITIONS, schema: replace }, async (request) => {
    const { objectType, pipelineId } = request.params;
    const changed = await changePipelines(sql, request.caller, objectType, (unit, type) =>
      replacePipeline(unit, type, pipelineId, request.body, asked(uses, request.query)),
    );
    return presentPipeline(changed);
  });

  const patch = {
    summary: 'Change or restore a pipeline',
    params,
    querystring: validation,
    body: pipelinePatch,
    response: { 200: pipelineAnswer },
  };
  app.patch(`${path}/:pipelineId`, { config: WRITES_DEFINITIONS, schema: patch }, async (request) => {
    const { objectType, pipelineId } = request.params;
    const changed = await changePipelines(sql, request.caller, objectType, (unit, type) =>
      patchPipeline(unit, type, pipelineId, request.body),
    );
    return presentPipeline(changed);
  });

  const remove = { summary: 'Archive a pipeline', params, querystring: validation, response: noContent };
  app.delete(
    `${path}/:pipelineId`,
    { config: WRITES_DEFINITIONS, schema: remove },
    async (request, reply) => {
      const { objectType, pipelineId } = request.params;
      await changePipelines(sql, request.caller, objectType, (unit, type) =>
        archivePipeline(unit, type, pipelineId, asked(uses, request.query)),
      );
      return reply.code(204).send();
    },
  );

  const audit = {
    summary: 'List the changes of a pipeline',
    params,
    response: { 200: resultsOf(auditAnswer) },
  };
  app.get(`${path}/:pipelineId/audit`, { config: READS_DEFINITIONS, schema: audit }, async (request) => {
    const { schema, account } = await viewOf(sql, request.caller);
    const type = openPipelinesOf(schema, request.caller, request.params.objectType, 'read');
    const { pipelineId } = request.params;
    const audits = await selectPipelineAudits(sql, account.id, type.id, pipelineId, null);
    // An archived pipeline keeps its audit; only one that never was has none.
    if (audits.length === 0) openPipeline(schema, type, pipelineId);
    return { results: audits.map((audit) => presentAudit(account.id, pipelineId, audit)) };
  });
}

/** Changes the pipelines of the object type that a path names. */
export function changePipelines<T>(
  sql: Sql,
  caller: Caller,
  objectType: string,
  work: (unit: SchemaUnit, type: ObjectType) => Promise<T>,
): Promise<T> {
  return changeSchemaOf(sql, caller, (unit) =>
    work(unit, openPipelinesOf(unit.schema, caller, objectType, 'write')),
  );
}

/** The uses that are asked before a pipeline or a stage is archived, if the caller wishes it. */
export function asked(uses: Uses, query: z.output<typeof validation>): Uses | undefined {
  return query.validateReferencesBeforeDelete || query.validateDealStageUsagesBeforeDelete ? uses : undefined;
}
