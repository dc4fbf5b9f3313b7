import type { ObjectType, Pipeline, PipelineStage } from '@millrace/core/crm';
import { conflict, invalid, refused } from '../../platform/index.ts';
import type { PipelineAction } from '../queries/pipelines.ts';
import type { SchemaUnit } from '../schema-unit.ts';
import type { Uses } from '../uses.ts';
import { freshIds, stageIds } from './change-pipelines.ts';
import { checkUnused } from './check-unused.ts';
import { openPipeline, stageNotFound } from './open-pipeline.ts';
import { STAGES_MAX, type StageInput, type StagePatch } from './pipeline-input.ts';
import { savePipeline } from './save-pipeline.ts';
import { stageMetadata } from './stage-metadata.ts';

/** Where a stage is: its object type and its pipeline. */
export interface StagePlace {
  readonly type: ObjectType;
  readonly pipelineId: string;
}

export async function createStage(
  unit: SchemaUnit,
  { type, pipelineId }: StagePlace,
  input: StageInput,
): Promise<PipelineStage> {
  const pipeline = openWhole(unit, type, pipelineId);
  if (liveStages(pipeline).length >= STAGES_MAX) {
    throw refused('', 'STAGE_LIMIT', `The pipeline ${pipelineId} has ${STAGES_MAX} stages already.`);
  }
  if (input.stageId !== undefined && stageIds(unit, type).includes(input.stageId)) {
    throw conflict(`There is a stage ${input.stageId} already.`, { stageId: [input.stageId] });
  }
  checkLabel(pipeline, input.label, undefined);
  const metadata = checkedMetadata(type, input.metadata);
  const [id] = input.stageId === undefined ? await freshIds(unit, type, 1) : [input.stageId];
  const times = { createdAt: unit.now, updatedAt: unit.now, archivedAt: null };
  const { label, displayOrder } = input;
  return save(unit, type, pipeline, { id: id!, label, displayOrder, metadata, ...times }, 'CREATE');
}

/** Changes what a request says of a stage, or brings an archived one back; metadata is added to what there is. */
export async function patchStage(
  unit: SchemaUnit,
  { type, pipelineId }: StagePlace,
  id: string,
  { archived, ...changes }: StagePatch,
): Promise<PipelineStage> {
  const pipeline = openWhole(unit, type, pipelineId);
  const present = pipeline.stages.find((stage) => stage.id === id);
  const restores = archived === false && present?.archivedAt !== null;
  if (!present || (present.archivedAt !== null && !restores)) throw stageNotFound(pipelineId, id);
  const { label = present.label, displayOrder = present.displayOrder } = changes;
  checkLabel(pipeline, label, id);
  const metadata = checkedMetadata(type, { ...withoutDerived(type, present), ...changes.metadata });
  const changed = { ...present, label, displayOrder, metadata, updatedAt: unit.now, archivedAt: null };
  return save(unit, type, pipeline, changed, restores ? 'RESTORE' : 'UPDATE');
}

/** Puts what a request says in the place of a stage. */
export async function replaceStage(
  unit: SchemaUnit,
  { type, pipelineId }: StagePlace,
  id: string,
  input: StageInput,
): Promise<PipelineStage> {
  const pipeline = openWhole(unit, type, pipelineId);
  const present = liveStages(pipeline).find((stage) => stage.id === id);
  if (!present) throw stageNotFound(pipelineId, id);
  const { label, displayOrder } = input;
  checkLabel(pipeline, label, id);
  const metadata = checkedMetadata(type, input.metadata);
  return save(
    unit,
    type,
    pipeline,
    { ...present, label, displayOrder, metadata, updatedAt: unit.now },
    'UPDATE',
  );
}

/** Archives a stage; records in it stay there. */
export async function archiveStage(
  unit: SchemaUnit,
  { type, pipelineId }: StagePlace,
  id: string,
  uses: Uses | undefined,
): Promise<void> {
  const pipeline = openWhole(unit, type, pipelineId);
  const present = liveStages(pipeline).find((stage) => stage.id === id);
  if (!present) throw stageNotFound(pipelineId, id);
  if (liveStages(pipeline).length === 1) {
    throw refused(
      'stageId',
      'LAST_STAGE',
      `A pipeline needs a stage; ${id} is the last one of ${pipelineId}.`,
    );
  }
  await checkUnused(unit, uses, type, 'stage', [present]);
  await save(unit, type, pipeline, { ...present, updatedAt: unit.now, archivedAt: unit.now }, 'DELETE');
}

/** A pipeline in use with all its stages, archived ones too. */
function openWhole(unit: SchemaUnit, type: ObjectType, id: string): Pipeline {
  openPipeline(unit.schema, type, id);
  return unit.schema.allPipelines(type.id).find((pipeline) => pipeline.id === id)!;
}

function liveStages(pipeline: Pipeline): PipelineStage[] {
  return pipeline.stages.filter((stage) => stage.archivedAt === null);
}

function checkLabel(pipeline: Pipeline, label: string, ownId: string | undefined): void {
  const taken = liveStages(pipeline).some((stage) => stage.label === label && stage.id !== ownId);
  if (taken)
    throw conflict(`The pipeline has a stage named ${JSON.stringify(label)} already.`, { label: [label] });
}

function checkedMetadata(type: ObjectType, given: Readonly<Record<string, string>>) {
  const checked = stageMetadata(type.id, given, 'metadata');
  if (!checked.ok) throw invalid(checked.problems);
  return checked.value;
}

/** Whether a stage is closed follows from the rest. */
function withoutDerived(type: ObjectType, { metadata }: PipelineStage): Readonly<Record<string, string>> {
  if (type.id !== '0-3' && type.id !== '0-5') return metadata;
  const { isClosed: _, ...rest } = metadata;
  return rest;
}

async function save(
  unit: SchemaUnit,
  type: ObjectType,
  pipeline: Pipeline,
  stage: PipelineStage,
  action: PipelineAction,
): Promise<PipelineStage> {
  const others = pipeline.stages.filter(({ id }) => id !== stage.id);
  const changed = { ...pipeline, stages: [...others, stage], updatedAt: unit.now };
  await savePipeline(unit, type, changed, { stageId: stage.id, action });
  return stage;
}
