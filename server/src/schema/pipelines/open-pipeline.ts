import type { CrmSchema, ObjectType, Pipeline, PipelineStage } from '@millrace/core/crm';
import { type ApiError, type Caller, notFound, refused } from '../../platform/index.ts';
import { type Access, openObjectSchema } from '../object-access.ts';

/** The object type that a path names, if its records move through pipelines and the caller may see or change these. */
export function openPipelinesOf(schema: CrmSchema, caller: Caller, name: string, access: Access): ObjectType {
  const type = openObjectSchema(schema, caller, name, access);
  if (type.pipeline) return type;
  throw refused('objectType', 'NO_PIPELINES', `${type.name} records do not move through pipelines.`);
}

/** A pipeline in use, with the stages in use. */
export function openPipeline(schema: CrmSchema, type: ObjectType, id: string): Pipeline {
  const pipeline = schema.pipelines(type.id).find((candidate) => candidate.id === id);
  if (!pipeline) throw pipelineNotFound(type, id);
  return pipeline;
}

export function openStage(
  schema: CrmSchema,
  type: ObjectType,
  pipelineId: string,
  id: string,
): PipelineStage {
  const stage = openPipeline(schema, type, pipelineId).stages.find((candidate) => candidate.id === id);
  if (!stage) throw stageNotFound(pipelineId, id);
  return stage;
}

export function pipelineNotFound(type: ObjectType, id: string): ApiError {
  return notFound(`There is no pipeline ${JSON.stringify(id)} of ${type.name} records.`, {
    pipelineId: [id],
  });
}

export function stageNotFound(pipelineId: string, id: string): ApiError {
  const message = `The pipeline ${JSON.stringify(pipelineId)} has no stage ${JSON.stringify(id)}.`;
  return notFound(message, { pipelineId: [pipelineId], stageId: [id] });
}
