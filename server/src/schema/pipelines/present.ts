import { inOrder, type Pipeline, type PipelineStage } from '@millrace/core/crm';
import { type EpochMillis, iso } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { AnswerOf } from '../../platform/index.ts';
import type { auditAnswer, pipelineAnswer, stageAnswer } from '../answers.ts';
import type { PipelineAudit } from '../queries/pipelines.ts';

/** A pipeline as the API answers it, with the stages in use. */
export function presentPipeline(pipeline: Pipeline): AnswerOf<typeof pipelineAnswer> {
  const { id, label, displayOrder, stages } = pipeline;
  const live = stages.filter((stage) => stage.archivedAt === null);
  return { label, displayOrder, id, stages: inOrder(live).map(presentStage), ...times(pipeline) };
}

export function presentStage(stage: PipelineStage): AnswerOf<typeof stageAnswer> {
  const { id, label, displayOrder, metadata } = stage;
  return {
    label,
    displayOrder,
    metadata,
    id,
    ...times(stage),
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
  };
}

/** One action on a pipeline or stage, in the original's terms. */
export function presentAudit(
  account: AccountId,
  identifier: string,
  { action, object, tokenId, at }: PipelineAudit & { readonly at: EpochMillis },
): AnswerOf<typeof auditAnswer> {
  return {
    portalId: Number(account),
    identifier,
    action,
    timestamp: iso(at),
    message: `By the access token ${tokenId}.`,
    rawObject: object,
  };
}

function times({
  createdAt,
  updatedAt,
  archivedAt,
}: Pick<Pipeline, 'createdAt' | 'updatedAt' | 'archivedAt'>) {
  return {
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    archived: archivedAt !== null,
    ...(archivedAt === null ? {} : { archivedAt: iso(archivedAt) }),
  };
}
