import type { ObjectType, Pipeline } from '@millrace/core/crm';
import { definitionEntry } from '../../audit/index.ts';
import {
  insertPipelineAudit,
  type PipelineAction,
  type PipelineAudit,
  upsertPipeline,
} from '../queries/pipelines.ts';
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
  // What is done to a stage changes its pipeline.
  const deed = stage ? 'CHANGED' : DEEDS[audit.action];
  const detail = stage ? { stageId: stage.id, stage: stage.label, did: DEEDS[audit.action] } : {};
  await unit.note(
    definitionEntry('PIPELINE', deed, { id: `${type.id}/${pipeline.id}`, name: pipeline.label, detail }),
  );
  return pipeline;
}

const DEEDS = {
  CREATE: 'CREATED',
  UPDATE: 'CHANGED',
  DELETE: 'DELETED',
  RESTORE: 'RESTORED',
} as const satisfies Record<PipelineAction, string>;
