import type { Pipeline } from '@millrace/core/crm';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Db, Tx } from '../../platform/index.ts';

/** Writes a pipeline with its stages, over what there is under its id. */
export async function upsertPipeline(
  tx: Tx,
  account: AccountId,
  objectTypeId: string,
  pipeline: Pipeline,
): Promise<void> {
  const { id, label, displayOrder, stages, createdAt, updatedAt, archivedAt } = pipeline;
  await tx`
    insert into pipelines
      (account_id, object_type_id, id, label, display_order, stages, created_at, updated_at, archived_at)
    values (${account}, ${objectTypeId}, ${id}, ${label}, ${displayOrder}, ${JSON.stringify(stages)}::text::jsonb,
      ${createdAt}, ${updatedAt}, ${archivedAt})
    on conflict (account_id, object_type_id, id) do update
    set label = excluded.label, display_order = excluded.display_order, stages = excluded.stages,
        updated_at = excluded.updated_at, archived_at = excluded.archived_at`;
}

export type PipelineAction = 'CREATE' | 'UPDATE' | 'DELETE' | 'RESTORE';

export interface PipelineAudit {
  readonly stageId: string | null;
  readonly action: PipelineAction;
  readonly tokenId: string;
  /** The pipeline or stage after the action. */
  readonly object: unknown;
}

/** Audits of one pipeline or stage that are answered at most, the latest first. */
export const PIPELINE_AUDITS_MAX = 500;

export async function insertPipelineAudit(
  tx: Tx,
  account: AccountId,
  objectTypeId: string,
  pipelineId: string,
  audit: PipelineAudit,
  at: EpochMillis,
): Promise<void> {
  await tx`
    insert into pipeline_audits (account_id, object_type_id, pipeline_id, stage_id, action, token_id, object, at)
    values (${account}, ${objectTypeId}, ${pipelineId}, ${audit.stageId}, ${audit.action}, ${audit.tokenId},
      ${JSON.stringify(audit.object)}::text::jsonb, ${at})`;
}

export async function selectPipelineAudits(
  db: Db,
  account: AccountId,
  objectTypeId: string,
  pipelineId: string,
  stageId: string | null,
): Promise<(PipelineAudit & { readonly at: EpochMillis })[]> {
  const rows = await db`
    select stage_id as "stageId", action, token_id as "tokenId", object, at from pipeline_audits
    where account_id = ${account} and object_type_id = ${objectTypeId} and pipeline_id = ${pipelineId}
      and stage_id is not distinct from ${stageId}
    order by id desc limit ${PIPELINE_AUDITS_MAX}`;
  return rows as unknown as (PipelineAudit & { readonly at: EpochMillis })[];
}
