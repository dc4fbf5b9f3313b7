import type { ObjectType, Pipeline } from '@millrace/core/crm';
import { insertPipelineAudit, type PipelineAudit, upsertPipeline } from '../queries/pipelines.ts';
import type { SchemaUnit } from '../schema-unit.ts';
import { presentPipeline, presentStage } from './present.ts';

/** Stores a pipeline, a copy of its own when it is a standard one, and keeps an audit of the change. */
export async function savePipeline(
  unit: SchemaUnit,
  type: ObjectType,
  pipeline: Pipeline,
  audit: Pick<PipelineAudit, 'stageId' | 'action'>,
): Promise<Pipeline> {
  const stage = pipeline.stages.find(({ id }) => id === audit.stageId);
  const object = stage ? presentStage(stage) : presentPipeline(pipeline);
  await upsertPipeline(unit.tx, unit.accountId, type.id, pipeline);
  const done = { ...audit, object, tokenId: unit.by };
  await insertPipelineAudit(unit.tx, unit.accountId, type.id, pipeline.id, done, unit.now);
  return pipeline;
}
