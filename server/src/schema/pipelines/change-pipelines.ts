import { type ObjectType, type Pipeline, type PipelineStage, STANDARD_PIPELINES } from '@millrace/core/crm';
import { conflict, drawIds, invalid, refused } from '../../platform/index.ts';
import type { PipelineAction } from '../queries/pipelines.ts';
import type { SchemaUnit } from '../schema-unit.ts';
import type { Uses } from '../uses.ts';
import { checkUnused } from './check-unused.ts';
import { openPipeline, pipelineNotFound } from './open-pipeline.ts';
import { PIPELINES_MAX, type PipelineInput, type PipelinePatch, type StageInput } from './pipeline-input.ts';
import { savePipeline } from './save-pipeline.ts';
import { stageMetadata } from './stage-metadata.ts';

/** Makes a pipeline with its stages. */
export async function createPipeline(
  unit: SchemaUnit,
  type: ObjectType,
  input: PipelineInput,
): Promise<Pipeline> {
  const all = unit.schema.allPipelines(type.id);
  if (unit.schema.pipelines(type.id).length >= PIPELINES_MAX) {
    throw refused('', 'PIPELINE_LIMIT', `${type.name} records have ${PIPELINES_MAX} pipelines already.`);
  }
  if (all.some(({ id }) => id === input.pipelineId)) {
    throw conflict(`There is a pipeline ${input.pipelineId} already.`, { pipelineId: [input.pipelineId!] });
  }
  checkLabel(unit, type, input.label, undefined);
  const [id] = input.pipelineId === undefined ? await freshIds(unit, type, 1) : [input.pipelineId];
  const pipeline: Pipeline = {
    id: id!,
    label: input.label,
    displayOrder: input.displayOrder,
    stages: await stagesOf(unit, type, input.stages, []),
    createdAt: unit.now,
    updatedAt: unit.now,
    archivedAt: null,
  };
  return save(unit, type, pipeline, 'CREATE');
}

/** Puts what a request says in the place of a pipeline: stages that it does not name are archived. */
export async function replacePipeline(
  unit: SchemaUnit,
  type: ObjectType,
  id: string,
  input: PipelineInput,
  uses: Uses | undefined,
): Promise<Pipeline> {
  const present = openPipeline(unit.schema, type, id);
  checkLabel(unit, type, input.label, id);
  const all = unit.schema.allPipelines(type.id).find((pipeline) => pipeline.id === id)!;
  const named = await stagesOf(unit, type, input.stages, all.stages);
  const kept = new Set(named.map((stage) => stage.id));
  const gone = all.stages.filter((stage) => !kept.has(stage.id));
  const ending = gone.filter((stage) => stage.archivedAt === null);
  await checkUnused(unit, uses, type, 'stage', ending);
  const archived = gone.map((stage) => ({ ...stage, archivedAt: stage.archivedAt ?? unit.now }));
  const { label, displayOrder } = input;
  const stages = [...named, ...archived];
  return save(unit, type, { ...present, label, displayOrder, stages, updatedAt: unit.now }, 'UPDATE');
}

/** Changes label and order of a pipeline, or brings an archived one back. */
export function patchPipeline(
  unit: SchemaUnit,
  type: ObjectType,
  id: string,
  { archived, ...changes }: PipelinePatch,
): Promise<Pipeline> {
  const present = unit.schema.allPipelines(type.id).find((pipeline) => pipeline.id === id);
  const restores = archived === false && present?.archivedAt !== null;
  if (!present || (present.archivedAt !== null && !restores)) throw pipelineNotFound(type, id);
  checkLabel(unit, type, changes.label ?? present.label, id);
  const { label = present.label, displayOrder = present.displayOrder } = changes;
  const changed = { ...present, label, displayOrder, updatedAt: unit.now, archivedAt: null };
  return save(unit, type, changed, restores ? 'RESTORE' : 'UPDATE');
}

/** Archives a pipeline. Records stay where they are; the last pipeline of deals, tickets and leads stays, too. */
export async function archivePipeline(
  unit: SchemaUnit,
  type: ObjectType,
  id: string,
  uses: Uses | undefined,
): Promise<void> {
  openPipeline(unit.schema, type, id);
  if (STANDARD_PIPELINES.has(type.id) && unit.schema.pipelines(type.id).length === 1) {
    throw refused(
      'pipelineId',
      'LAST_PIPELINE',
      `${type.name} records need a pipeline; this is the last one.`,
    );
  }
  const present = unit.schema.allPipelines(type.id).find((pipeline) => pipeline.id === id)!;
  await checkUnused(unit, uses, type, 'pipeline', [present]);
  await save(unit, type, { ...present, updatedAt: unit.now, archivedAt: unit.now }, 'DELETE');
}

/** The stages that a request names; known ones keep the time of their making. */
async function stagesOf(
  unit: SchemaUnit,
  type: ObjectType,
  inputs: readonly StageInput[],
  present: readonly PipelineStage[],
): Promise<PipelineStage[]> {
  const elsewhere = new Set(stageIds(unit, type).filter((id) => !present.some((stage) => stage.id === id)));
  const drawn = await freshIds(unit, type, inputs.filter((input) => input.stageId === undefined).length);
  const problems = [
    ...repeated(inputs, 'label', (input) => input.label),
    ...repeated(inputs, 'stageId', (i) => i.stageId),
  ];
  const stages = inputs.flatMap((input, index): PipelineStage[] => {
    const path = `stages[${index}]`;
    const metadata = stageMetadata(type.id, input.metadata, `${path}.metadata`);
    if (!metadata.ok) {
      problems.push(...metadata.problems);
      return [];
    }
    const id = input.stageId ?? drawn.shift()!;
    if (elsewhere.has(id)) {
      const message = `${path}.stageId: another pipeline has a stage ${JSON.stringify(id)}.`;
      problems.push({ path: `${path}.stageId`, code: 'STAGE_ID_TAKEN', message });
    }
    const createdAt = present.find((stage) => stage.id === id)?.createdAt ?? unit.now;
    const { label, displayOrder } = input;
    return [
      { id, label, displayOrder, metadata: metadata.value, createdAt, updatedAt: unit.now, archivedAt: null },
    ];
  });
  if (problems.length > 0) throw invalid(problems);
  return stages;
}

function repeated(
  inputs: readonly StageInput[],
  member: string,
  textOf: (input: StageInput) => string | undefined,
) {
  const seen = new Set<string>();
  return inputs.flatMap((input, index) => {
    const value = textOf(input);
    if (value === undefined || !seen.has(value)) {
      if (value !== undefined) seen.add(value);
      return [];
    }
    const path = `stages[${index}].${member}`;
    return [{ path, code: 'DUPLICATE_STAGE', message: `${path} ${JSON.stringify(value)} is there already.` }];
  });
}

function checkLabel(unit: SchemaUnit, type: ObjectType, label: string, ownId: string | undefined): void {
  const taken = unit.schema.pipelines(type.id).some((one) => one.label === label && one.id !== ownId);
  if (taken)
    throw conflict(`There is a pipeline named ${JSON.stringify(label)} already.`, { label: [label] });
}

/** Every id of a stage of the type's records, archived ones too: records may still have them. */
export function stageIds(unit: SchemaUnit, type: ObjectType): string[] {
  return unit.schema.allPipelines(type.id).flatMap(({ stages }) => stages.map(({ id }) => id));
}

/** Ids that neither a pipeline nor a stage of the type has; a request may have given its own pipeline the next one. */
export async function freshIds(unit: SchemaUnit, type: ObjectType, count: number): Promise<string[]> {
  const taken = new Set([...stageIds(unit, type), ...unit.schema.allPipelines(type.id).map(({ id }) => id)]);
  const fresh: string[] = [];
  while (fresh.length < count) {
    const drawn = await drawIds(unit.tx, 'pipeline_ids', count - fresh.length);
    fresh.push(...drawn.filter((id) => !taken.has(id)));
  }
  return fresh;
}

function save(
  unit: SchemaUnit,
  type: ObjectType,
  pipeline: Pipeline,
  action: PipelineAction,
): Promise<Pipeline> {
  return savePipeline(unit, type, pipeline, { stageId: null, action });
}
