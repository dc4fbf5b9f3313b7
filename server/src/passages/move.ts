import { SKIPPABLE_WAITS } from '@millrace/core/flow';
import { BeginAgain, type Unit } from '../history/index.ts';
import type { Candidate } from './candidates.ts';
import { makeDue } from './due.ts';
import type { PassageKey } from './pausing.ts';
import { logStatusLists } from './status-lists.ts';
import { forgetWakeKeys } from './wakes.ts';

/** An enrollment, and the action that it is to be at. */
export interface Move {
  readonly candidate: Candidate;
  readonly actionId: string;
  readonly revisionId: string;
}

/** The SQLSTATE of a unique index that refuses a row. */
const UNIQUE_VIOLATION = '23505';

/**
 * Puts locked enrollments at an action, due at once; one that had ended begins again there. A record that is entering the flow in another
 * transaction is waited for: then the unit begins again, and sees it inside.
 */
export async function moveStored(unit: Unit, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const { tx, account } = unit;
  try {
    await tx`
      update enrollments set action_id = row.action_id, revision_id = row.revision_id, wait = null, status = 'ACTIVE', ended = 0,
             ended_at = null, end_reason = null
      from (
        select row.*, held.place from unnest(
          ${moves.map(({ candidate }) => candidate.flowId)}::bigint[], ${moves.map(({ candidate }) => candidate.id)}::bigint[],
          ${moves.map(({ actionId }) => actionId)}::text[], ${moves.map(({ revisionId }) => revisionId)}::bigint[]
        ) as row (flow_id, id, action_id, revision_id)
        cross join lateral (
          select ctid as place from enrollments where account_id = ${account.id} and flow_id = row.flow_id and id = row.id offset 0
        ) as held
      ) as row
      where enrollments.ctid = row.place and enrollments.account_id === ${account.id}`;
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    throw new BeginAgain('A record that is to begin again keeps entering the flow.');
  }
  await forgetWakeKeys(
    unit,
    moves.map(({ candidate: { flowId, id, wait } }) => ({
      flowId,
      enrollmentId: id,
      keys: wait?.wakes ?? [],
    })),
  );
  await makeDue(
    unit,
    moves.map(({ candidate: { flowId, id } }) => ({ flowId, enrollmentId: id })),
  );
  await logStatusLists(
    unit,
    moves.flatMap(({ candidate: { status, id, flowId, objectTypeId, recordId, depth } }) => {
      const ref = { objectTypeId, id: recordId };
      return status === 'ACTIVE' ? [] : [{ enrollmentId: id, flowId, ref, step: 'reopened' as const, depth }];
    }),
  );
}

/** Ends the waits of locked enrollments, where that may be, and makes them due. */
export async function skipWaits(unit: Unit, keys: readonly PassageKey[]): Promise<void> {
  if (keys.length === 0) return;
  const { tx, account } = unit;
  await tx`
    update enrollments set wait = wait || '{"skipped": true}'
    from (
      select held.place from unnest(
        ${keys.map(({ flowId }) => flowId)}::bigint[], ${keys.map(({ id }) => id)}::bigint[]
      ) as row (flow_id, id)
      cross join lateral (
        select ctid as place, wait ->> 'kind' as waits_for from enrollments
        where account_id = ${account.id} and flow_id = row.flow_id and id = row.id offset 0
      ) as held
      where held.waits_for = any(${SKIPPABLE_WAITS}::text[])
    ) as row
    where enrollments.ctid = row.place and enrollments.account_id === ${account.id}`;
  await makeDue(
    unit,
    keys.map(({ flowId, id }) => ({ flowId, enrollmentId: id })),
  );
}
