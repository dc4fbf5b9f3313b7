import { type EpochMillis, iso } from '../time/index.ts';
import type { ObjectType } from './object-type.ts';
import type { PropertyValues } from './property-values.ts';
import type { CrmSchema } from './schema.ts';
import { COMPANY, CONTACT, DEAL, TASK, TICKET } from './standard/ids.ts';
import { type PipelineStage, TASK_PIPELINE, taskStage } from './standard/pipelines.ts';

/**
 * The values to write, with the derived ones: the domain of an e-mail address, the instant at which a
 * lifecycle stage was reached, whether a deal or ticket is closed and since when, whether a task is done.
 * `present` holds the record's values, empty for a new one.
 */
export function withDerived(
  schema: CrmSchema,
  type: ObjectType,
  present: Readonly<Record<string, string>>,
  values: PropertyValues,
  at: EpochMillis,
): PropertyValues {
  const derived = derive(schema, type, present, values, at);
  const known = schema.properties(type.id);
  const kept = Object.entries(derived).filter(([name]) => known.has(name));
  return kept.length === 0 ? values : { ...Object.fromEntries(kept), ...values };
}

function derive(
  schema: CrmSchema,
  type: ObjectType,
  present: Readonly<Record<string, string>>,
  values: PropertyValues,
  at: EpochMillis,
): PropertyValues {
  switch (type.id) {
    case CONTACT:
      return ofContact(present, values, at);
    case COMPANY:
      return reachedStage(present, values, at);
    case DEAL:
      return ofDeal(changedStage(schema, type, present, values), present, at);
    case TICKET:
      return ofTicket(changedStage(schema, type, present, values), present, at);
    case TASK:
      return ofTask(present, values, at);
    default:
      return {};
  }
}

function ofContact(
  present: Readonly<Record<string, string>>,
  values: PropertyValues,
  at: EpochMillis,
): PropertyValues {
  const { email } = values;
  return {
    ...(email === undefined ? {} : { hs_email_domain: email?.split('@')[1] ?? null }),
    ...reachedStage(present, values, at),
  };
}

function reachedStage(
  present: Readonly<Record<string, string>>,
  { lifecyclestage: stage }: PropertyValues,
  at: EpochMillis,
): PropertyValues {
  const reached = typeof stage === 'string' && stage !== present['lifecyclestage'];
  return reached ? { [`hs_lifecyclestage_${stage}_date`]: iso(at) } : {};
}

function ofDeal(
  stage: PipelineStage | undefined,
  present: Readonly<Record<string, string>>,
  at: EpochMillis,
): PropertyValues {
  if (!stage) return {};
  const { probability = '0', isClosed = 'false' } = stage.metadata;
  const isWon = isClosed === 'true' && Number(probability) === 1;
  return {
    hs_deal_stage_probability: String(Number(probability)),
    hs_is_closed: isClosed,
    hs_is_closed_won: String(isWon),
    hs_is_closed_lost: String(isClosed === 'true' && !isWon),
    hs_v2_date_entered_current_stage: iso(at),
    [`hs_date_entered_${stage.id}`]: iso(at),
    // A close date that was set by hand stands.
    ...(isClosed === 'true' && present['closedate'] === undefined ? { closedate: iso(at) } : {}),
  };
}

function ofTicket(
  stage: PipelineStage | undefined,
  present: Readonly<Record<string, string>>,
  at: EpochMillis,
): PropertyValues {
  if (!stage) return {};
  const isClosed = stage.metadata['isClosed'] === 'true';
  const closedDate = isClosed ? (present['closed_date'] ?? iso(at)) : null;
  return { hs_is_closed: String(isClosed), closed_date: closedDate };
}

function ofTask(
  present: Readonly<Record<string, string>>,
  values: PropertyValues,
  at: EpochMillis,
): PropertyValues {
  const status = values['hs_task_status'];
  if (status === undefined || status === present['hs_task_status']) return {};
  const isDone = status === 'COMPLETED';
  const stage = status === null ? null : taskStage(status);
  return {
    hs_task_is_completed: String(isDone),
    hs_task_completion_date: isDone ? iso(at) : null,
    // A task in an account's own pipeline keeps its stage.
    ...(stage && (present['hs_pipeline'] ?? TASK_PIPELINE) === TASK_PIPELINE
      ? { hs_pipeline_stage: stage }
      : {}),
  };
}

/** The stage that the record moves to, if it differs from the present one. */
function changedStage(
  schema: CrmSchema,
  type: ObjectType,
  present: Readonly<Record<string, string>>,
  values: PropertyValues,
): PipelineStage | undefined {
  if (!type.pipeline) return undefined;
  const { pipelineProperty, stageProperty } = type.pipeline;
  const stageId = values[stageProperty];
  if (typeof stageId !== 'string' || stageId === present[stageProperty]) return undefined;
  const pipelineId = values[pipelineProperty] ?? present[pipelineProperty];
  const pipeline = schema.pipelines(type.id).find(({ id }) => id === pipelineId);
  return pipeline?.stages.find(({ id }) => id === stageId);
}
