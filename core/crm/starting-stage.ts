import type { ObjectType } from './object-type.ts';
import type { CrmSchema } from './schema.ts';
import type { Pipeline } from './standard/pipelines.ts';

/**
 * The values of a record not made on a screen, with its start in a pipeline: the default pipeline and its first stage; for a
 * given pipeline, its first stage; for a given stage, its pipeline. Given values stay, right or wrong: they are checked
 * afterwards.
 */
export function withStartingStage(
  schema: CrmSchema,
  type: ObjectType,
  values: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string | null>> {
  if (!type.pipeline) return values;
  const { pipelineProperty, stageProperty } = type.pipeline;
  const [pipelineId, stageId] = [values[pipelineProperty] ?? null, values[stageProperty] ?? null];
  const pipeline = pipelineFor(schema.pipelines(type.id), pipelineId, stageId);
  if (!pipeline) return values;
  return {
    ...values,
    [pipelineProperty]: pipelineId ?? pipeline.id,
    [stageProperty]: stageId ?? pipeline.stages[0]?.id ?? null,
  };
}

function pipelineFor(
  pipelines: readonly Pipeline[],
  pipelineId: string | null,
  stageId: string | null,
): Pipeline | undefined {
  if (pipelineId !== null) return pipelines.find(({ id }) => id === pipelineId);
  return pipelines.find(({ stages }) => stages.some(({ id }) => id === stageId)) ?? pipelines[0];
}
