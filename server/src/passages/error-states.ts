import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../history/index.ts';
import type { Author } from '../platform/index.ts';

/** A cause of errors: an action of a flow, and why it failed. */
export interface ErrorCause {
  readonly flowId: string;
  readonly actionId: string;
  readonly reason: string;
}

export const ERROR_STATES = ['FIXED', 'REMIND_LATER', 'IGNORED'] as const;

/**
 * What somebody has said of a cause. FIXED and IGNORED hold until it comes again, REMIND_LATER until its time: that is read from the last
 * occurrence when errors are listed, so that no step has to look for it.
 */
export interface ErrorState extends ErrorCause {
  readonly state: (typeof ERROR_STATES)[number];
  readonly until: EpochMillis | null;
  readonly savedBy: Author;
}

export async function saveErrorState({ tx, account }: Unit, state: ErrorState): Promise<void> {
  await tx`
    insert into error_states (account_id, flow_id, action_id, reason, state, until, at, saved_by)
    values (${account.id}, ${state.flowId}, ${state.actionId}, ${state.reason}, ${state.state}, ${state.until}::timestamptz,
            ${account.now}::timestamptz, ${JSON.stringify(state.savedBy)}::text::jsonb)
    on conflict (account_id, flow_id, action_id, reason) do update
    set state = excluded.state, until = excluded.until, at = excluded.at, saved_by = excluded.saved_by`;
}

/** False when nothing was said of it. */
export async function forgetErrorState(
  { tx, account }: Unit,
  { flowId, actionId, reason }: ErrorCause,
): Promise<boolean> {
  const rows = await tx`
    delete from error_states
    where account_id = ${account.id} and flow_id = ${flowId} and action_id = ${actionId} and reason = ${reason} returning 1`;
  return rows.length > 0;
}
