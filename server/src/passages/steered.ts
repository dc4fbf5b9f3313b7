import type { Unit } from '../history/index.ts';
import type { PassageKey } from './pausing.ts';

/** The type of the steps in the log by which somebody moved an enrollment from outside. */
export const STEERING_STEP = 'STEERING';

/** What was done to an enrollment from outside, for its log. */
export interface SteeredStep extends PassageKey {
  /** A code for what was done. */
  readonly reason: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Adds a step to the log of locked enrollments: it is at no action, so that no count of an action knows it. */
export async function insertSteeredSteps(
  { tx, account }: Unit,
  steps: readonly SteeredStep[],
): Promise<void> {
  if (steps.length === 0) return;
  const moved = await tx`
    update enrollments set step_count = step_count + 1
    from (
      select row.*, held.place from unnest(
        ${steps.map(({ flowId }) => flowId)}::bigint[], ${steps.map(({ id }) => id)}::bigint[],
        ${steps.map(({ reason }) => reason)}::text[], ${steps.map(({ detail }) => JSON.stringify(detail))}::text[]
      ) as row (flow_id, id, reason, detail)
      cross join lateral (
        select ctid as place from enrollments where account_id = ${account.id} and flow_id = row.flow_id and id = row.id offset 0
      ) as held
    ) as row
    where enrollments.ctid = row.place and enrollments.account_id === ${account.id}
    returning enrollments.flow_id as flow, enrollments.id, step_count as number, record_id as record, revision_id as revision,
              row.reason, row.detail`;
  const each = (name: string) => moved.map((row) => row[name] as string);
  await tx`
    insert into turns (account_id, flow_id, enrollment_id, number, record_id, revision_id, outcome, at, entries)
    select ${account.id}::bigint, row.flow, row.id, row.number, row.record, row.revision, 'SUCCEEDED', ${account.now},
           jsonb_build_array(jsonb_build_array('', ${STEERING_STEP}::text, row.detail::jsonb, null, row.reason))
    from unnest(
      ${each('flow')}::bigint[], ${each('id')}::bigint[], ${each('number')}::integer[], ${each('record')}::bigint[],
      ${each('revision')}::bigint[], ${each('reason')}::text[], ${each('detail')}::text[]
    ) as row (flow, id, number, record, revision, reason, detail)`;
}
