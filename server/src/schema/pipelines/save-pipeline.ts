import type { ObjectType, Pipeline } from '@millrace/core/crm';
import { insertPipelineAudit, type PipelineAudit, upsertPipeline } from '../queries/pipelines.ts';
import type { SchemaUnit } from '../schema-unit.ts';
import { presentPipeline, presentStage } from './present.ts';

/** Stores a pipeline, a copy of its own when it is a standard one, and says who did what. */
export async function savePipeline(
  unit: SchemaUnit,
  type: ObjectType,
  pipeline: Pipeline,
  audit: Omit<PipelineAudit, 'object'>,
): Promise<Pipeline> {
  const stage = pipeline.stages.find(({ id }) => id === audit.stageId);
  const object = stage ? presentStage(stage) : presentPipeline(pipeline);
  await upsertPipeline(unit.tx, unit.accountId, type.id, pipeline);
  await insertPipelineAudit(unit.tx, unit.accountId, type.id, pipeline.id, { ...audit, object }, unit.now);
  return pipeline;
}
