import type { Change, RecordRef } from '@millrace/core/record';
import { logChanges, type Unit } from '../history/index.ts';

/** The lists that a flow makes by itself of those who are or were inside. */
type StatusList = 'ENROLLMENT' | 'ACTIVE' | 'COMPLETED' | 'GOAL';

/** A record that came into such lists or left them. */
export interface StatusMove {
  readonly flowId: string;
  readonly ref: RecordRef;
  readonly joined: readonly StatusList[];
  readonly left: readonly StatusList[];
  readonly depth: number;
}

/** Where a record goes whose passage has ended. */
export function endedMove(
  flowId: string,
  ref: RecordRef,
  end: { readonly status: string; readonly reason: string },
  depth: number,
): StatusMove {
  const joined: StatusList[] =
    end.status === 'COMPLETED' ? ['COMPLETED'] : end.reason === 'GOAL_MET' ? ['GOAL'] : [];
  return { flowId, ref, joined, left: ['ACTIVE'], depth };
}

/**
 * Logs that records joined or left the lists that flows make of their enrollments, for those lists that somebody reads;
 * no statement for the others. To be called when the enrollments are written.
 */
export async function logStatusLists(unit: Unit, moves: readonly StatusMove[]): Promise<void> {
  const changes = moves.flatMap((move) =>
    changesOf(unit, move).filter(({ change }) => unit.interest.wants(change)),
  );
  if (changes.length === 0) return;
  const again = await beenThere(unit, changes);
  await logChanges(
    unit,
    changes.flatMap(({ change }, index) => (again.has(index) ? [] : [change])),
  );
}

interface Logged {
  readonly change: Change;
  readonly flowId: string;
  readonly list: StatusList;
}

function changesOf(unit: Unit, { flowId, ref, joined, left, depth }: StatusMove): Logged[] {
  const logged = (kind: 'joined_list' | 'left_list') => (list: StatusList) => {
    const after = { listId: `WORKFLOWS_${list}:${flowId}` };
    const source = { type: 'FLOW', id: flowId } as const;
    return {
      change: { ref, kind, before: null, after, at: unit.account.now, source, depth: depth + 1 },
      flowId,
      list,
    };
  };
  return [...left.map(logged('left_list')), ...joined.map(logged('joined_list'))];
}

/** All but the active ones stay in these lists for ever: who comes a second time does not join. Answers by index. */
async function beenThere(unit: Unit, changes: readonly Logged[]): Promise<Set<number>> {
  if (changes.every(({ list }) => list === 'ACTIVE')) return new Set();
  const rows = await unit.tx`
    select question.number from unnest(
      ${changes.map(({ flowId }) => flowId)}::bigint[], ${changes.map(({ change }) => change.ref.id)}::bigint[],
      ${changes.map(({ list }) => list)}::text[]
    ) with ordinality as question (flow_id, record_id, list, number)
    where question.list <> 'ACTIVE' and (
      select count(*) from enrollments passage
      where passage.account_id = ${unit.account.id} and passage.flow_id = question.flow_id
        and passage.record_id = question.record_id and passage.record_id > 0 and passage.entered
        and case question.list when 'ENROLLMENT' then true when 'COMPLETED' then passage.status = 'COMPLETED'
              else passage.end_reason = 'GOAL_MET' end
    ) > 1`;
  return new Set(rows.map((row) => Number(row['number']) - 1));
}
