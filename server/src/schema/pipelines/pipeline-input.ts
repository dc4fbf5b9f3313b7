import { z } from 'zod';
import { label, text } from '../properties/definition-input.ts';

/** Pipelines of one object type, archived ones not counted. */
export const PIPELINES_MAX = 100;
/** Stages of one pipeline, archived ones not counted. */
export const STAGES_MAX = 100;
/** Entries of one stage's metadata. */
export const STAGE_METADATA_MAX = 50;

/** Characters of the id of a pipeline or a stage. */
const ID_CHARACTERS_MAX = 60;
/** Characters of a name or a value in a stage's metadata. */
const METADATA_CHARACTERS_MAX = 1_000;

/** What a path and a property value can carry. */
const id = z
  .string()
  .max(ID_CHARACTERS_MAX)
  .regex(/^[A-Za-z0-9_-]+$/, 'must have only letters, digits, underscores and hyphens');

const displayOrder = z.int32();

const metadata = z
  .record(
    text(METADATA_CHARACTERS_MAX).min(1),
    z.union([text(METADATA_CHARACTERS_MAX), z.number(), z.boolean()]).transform(String),
  )
  .refine((entries) => Object.keys(entries).length <= STAGE_METADATA_MAX, 'has too many entries');

export const stageInput = z.object({
  stageId: id.optional(),
  label,
  displayOrder,
  metadata: metadata.default({}),
});
export type StageInput = z.output<typeof stageInput>;

export const pipelineInput = z.object({
  pipelineId: id.optional(),
  label,
  displayOrder,
  stages: z.array(stageInput).min(1).max(STAGES_MAX),
});
export type PipelineInput = z.output<typeof pipelineInput>;

/** `archived` is there to bring something back; archiving is what DELETE does. */
const archived = z.literal(false).optional();

export const pipelinePatch = z.object({ label, displayOrder }).partial().extend({ archived });
export type PipelinePatch = z.output<typeof pipelinePatch>;

export const stagePatch = z.object({ label, displayOrder, metadata }).partial().extend({ archived });
export type StagePatch = z.output<typeof stagePatch>;
